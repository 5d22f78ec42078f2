package io.ramal.simulator;

import java.time.Instant;

/** One leg of a call. Belongs to the PBX's thread. */
final class Channel {

  private final Phone phone;
  private final String name;
  private final String uniqueid;
  private final Instant since;
  private final boolean runsDialplan;
  private final Party caller;
  private String linkedid;
  private Party connected = Party.UNKNOWN;
  private ChannelState state;
  private String exten;
  private int priority = 1;
  private String application;
  private boolean held;
  private boolean bridged;

  /** A new one; it calls when it is linked to itself, and is called otherwise. */
  Channel(Phone phone, String name, String uniqueid, String linkedid, Instant since, String exten) {
    this.phone = phone;
    this.name = name;
    this.uniqueid = uniqueid;
    this.linkedid = linkedid;
    this.since = since;
    this.exten = exten;
    this.caller = Party.of(phone);
    runsDialplan = uniqueid.equals(linkedid);
    state = runsDialplan ? ChannelState.RING : ChannelState.DOWN;
    application = runsDialplan ? "Dial" : "AppDial";
  }

  Phone phone() {
    return phone;
  }

  String name() {
    return name;
  }

  String uniqueid() {
    return uniqueid;
  }

  String linkedid() {
    return linkedid;
  }

  void link(Channel to) {
    linkedid = to.linkedid;
  }

  Instant since() {
    return since;
  }

  /** Whether it called; one that was called has no dialplan of its own. */
  boolean runsDialplan() {
    return runsDialplan;
  }

  Party party() {
    return caller;
  }

  void connect(Party other) {
    connected = other;
  }

  ChannelState state() {
    return state;
  }

  void become(ChannelState now) {
    state = now;
  }

  void at(String newExten, int newPriority) {
    exten = newExten;
    priority = newPriority;
  }

  String exten() {
    return exten;
  }

  String application() {
    return application;
  }

  void runs(String newApplication) {
    application = newApplication;
  }

  /** Whether somebody was at the other end; Asterisk then says why it ends. */
  boolean wasBridged() {
    return bridged;
  }

  void bridged() {
    bridged = true;
  }

  boolean isHeld() {
    return held;
  }

  void held(boolean now) {
    held = now;
  }

  Fields fields(String prefix) {
    return Fields.of(prefix + "Channel", name)
        .add(prefix + "ChannelState", state.code())
        .add(prefix + "ChannelStateDesc", state.text())
        .add(prefix + "CallerIDNum", caller.number())
        .add(prefix + "CallerIDName", caller.name())
        .add(prefix + "ConnectedLineNum", connected.number())
        .add(prefix + "ConnectedLineName", connected.name())
        .add(prefix + "Language", "en")
        .add(prefix + "AccountCode", "")
        .add(prefix + "Context", "pool")
        .add(prefix + "Exten", exten)
        .add(prefix + "Priority", priority)
        .add(prefix + "Uniqueid", uniqueid)
        .add(prefix + "Linkedid", linkedid);
  }

  String key() {
    return "channel " + uniqueid;
  }

  ChannelView view() {
    return new ChannelView(phone.name(), name, uniqueid, linkedid, state.text(), since, held);
  }
}

package io.ramal.rig;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;

/** What a PBX would answer when asked: its contacts and its channels. Immutable. */
public record PbxState(List<PbxContact> contacts, List<PbxChannel> channels) {

  public static final PbxState EMPTY = new PbxState(List.of(), List.of());

  public PbxState {
    contacts = List.copyOf(contacts);
    channels = List.copyOf(channels);
  }

  /** The state before a recorded scenario began, from {@code before.properties}. */
  public static PbxState before(String scenario) {
    PbxState state = EMPTY;
    for (String item : before().getProperty(scenario, "").split(" ", -1)) {
      state = state.withItem(item);
    }
    return state;
  }

  private PbxState withItem(String item) {
    if (item.startsWith("sip:")) {
      return with(PbxContact.of(item));
    }
    int equals = item.indexOf('=');
    return equals < 0
        ? this
        : with(PbxChannel.up(item.substring(0, equals), item.substring(equals + 1)));
  }

  private static Properties before() {
    try {
      Properties before = new Properties();
      before.load(new ByteArrayInputStream(Traces.bytes("before.properties")));
      return before;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public PbxState with(PbxContact contact) {
    return new PbxState(
        plus(contacts, other -> other.uri().equals(contact.uri()), contact), channels);
  }

  public PbxState with(PbxChannel channel) {
    return new PbxState(
        contacts, plus(channels, other -> other.uniqueid().equals(channel.uniqueid()), channel));
  }

  public PbxState withoutContact(String uri) {
    return new PbxState(minus(contacts, contact -> contact.uri().equals(uri)), channels);
  }

  public PbxState withoutChannel(String uniqueid) {
    return new PbxState(contacts, minus(channels, channel -> channel.uniqueid().equals(uniqueid)));
  }

  /** The state after that event. */
  public PbxState after(AmiBlock event) {
    return switch (event.find("Event").orElse("")) {
      case "ContactStatus" -> afterContact(event);
      case "Newchannel" -> with(channel(event));
      case "Newstate" -> afterNewstate(event);
      case "Hangup" -> withoutChannel(event.get("Uniqueid"));
      default -> this;
    };
  }

  /** After a restart: no call, and of the contacts those of UDP. */
  public PbxState restarted() {
    return new PbxState(contacts.stream().filter(PbxContact::survivesRestart).toList(), List.of());
  }

  public List<PbxContact> contacts(String extension) {
    return contacts.stream().filter(contact -> contact.extension().equals(extension)).toList();
  }

  public List<PbxChannel> channels(String extension) {
    return channels.stream().filter(channel -> channel.extension().equals(extension)).toList();
  }

  private PbxState afterContact(AmiBlock event) {
    String uri = event.get("URI");
    String status = event.get("ContactStatus");
    return status.equals("Removed")
        ? withoutContact(uri)
        : with(new PbxContact(event.get("AOR"), uri, status, "rig-phone"));
  }

  private PbxState afterNewstate(AmiBlock event) {
    String uniqueid = event.get("Uniqueid");
    return channels.stream()
        .filter(channel -> channel.uniqueid().equals(uniqueid))
        .findFirst()
        .map(channel -> with(channel.withState(event.get("ChannelStateDesc"))))
        .orElse(this);
  }

  private static PbxChannel channel(AmiBlock event) {
    return new PbxChannel(
        event.get("Channel"),
        event.get("Uniqueid"),
        event.get("Linkedid"),
        event.get("ChannelStateDesc"));
  }

  /** With the item in the place of the one it is the new version of, or at the end. */
  private static <T> List<T> plus(List<T> list, Predicate<T> same, T item) {
    if (list.stream().noneMatch(same)) {
      List<T> longer = new ArrayList<>(list);
      longer.add(item);
      return longer;
    }
    return list.stream().map(other -> same.test(other) ? item : other).toList();
  }

  private static <T> List<T> minus(Collection<T> list, Predicate<T> gone) {
    return list.stream().filter(gone.negate()).toList();
  }
}

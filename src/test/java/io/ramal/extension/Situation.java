package io.ramal.extension;

import static io.ramal.extension.Words.ANONYMOUS;
import static io.ramal.extension.Words.CONFIGURED;
import static io.ramal.extension.Words.TAB_1;
import static io.ramal.extension.Words.asks;
import static io.ramal.extension.Words.gone;
import static io.ramal.extension.Words.read;
import static io.ramal.extension.Words.seen;
import static io.ramal.extension.Words.started;

import io.ramal.extension.Trigger.Reading;
import java.util.List;

/** What an extension can be in when something happens; each came about by the rules themselves. */
enum Situation {
  FREE("Nobody has it and nothing is known of it.", CONFIGURED),
  PENDING("Handed out to tab-1, which has not registered yet.", CONFIGURED, asks(TAB_1)),
  PENDING_ANONYMOUS(
      "Handed out to a client without an id, which has not registered yet.",
      CONFIGURED,
      asks(ANONYMOUS)),
  HELD("tab-1 is registered with A.", CONFIGURED, asks(TAB_1), seen("A")),
  HELD_WITH_TWO_CONTACTS(
      "tab-1 is registered with A and B, as in a page reload half-way.",
      CONFIGURED,
      asks(TAB_1),
      seen("A"),
      seen("B")),
  BUSY_WITHOUT_LEASE("Somebody registered without asking first.", CONFIGURED, seen("A")),
  GRACE("tab-1 was registered with A and left.", CONFIGURED, asks(TAB_1), seen("A"), gone("A")),
  GRACE_ANONYMOUS(
      "A client without an id was registered with A and left.",
      CONFIGURED,
      asks(ANONYMOUS),
      seen("A"),
      gone("A")),
  GRACE_AFTER_RESTART(
      "tab-1 was registered with A, and a re-read after a lost link did not find it.",
      CONFIGURED,
      asks(TAB_1),
      seen("A"),
      read(Reading.AFTER_LOGIN, List.of(), List.of())),
  RESUMED(
      "tab-1 left, asked again within the grace, and has not registered yet.",
      CONFIGURED,
      asks(TAB_1),
      seen("A"),
      gone("A"),
      asks(TAB_1)),
  EXPECTED_BUT_CALLING(
      "Handed out to tab-1, which calls without being registered.",
      CONFIGURED,
      asks(TAB_1),
      started("X")),
  IN_CALL(
      "tab-1 is registered with A and in a call.",
      CONFIGURED,
      asks(TAB_1),
      seen("A"),
      started("X")),
  IN_CALL_UNREGISTERED(
      "tab-1 is in a call; its contact left meanwhile.",
      CONFIGURED,
      asks(TAB_1),
      seen("A"),
      started("X"),
      gone("A")),
  TWO_CHANNELS(
      "tab-1 is registered with A and in two calls.",
      CONFIGURED,
      asks(TAB_1),
      seen("A"),
      started("X"),
      started("Y")),
  IN_CALL_WITHOUT_LEASE(
      "Somebody calls who is neither registered nor asked first.", CONFIGURED, started("X")),
  UNVERIFIED(
      "Released by hand while D was registered; the PBX has not been asked yet.",
      CONFIGURED,
      seen("D"),
      new Trigger.Release(true)),
  UNVERIFIED_CALL(
      "Released by hand while in a call; the PBX has not been asked yet.",
      CONFIGURED,
      started("X"),
      new Trigger.Release(true)),
  BACK_AFTER_RELEASE(
      "Released by hand while D was registered, and D was seen again.",
      CONFIGURED,
      seen("D"),
      new Trigger.Release(true),
      seen("D")),
  RELEASED_UNASKED(
      "Released by hand while D was registered and the link down.",
      CONFIGURED,
      seen("D"),
      new Trigger.Release(false)),
  PENDING_OVER_DISOWNED(
      "The same, and then handed out to tab-1.",
      CONFIGURED,
      seen("D"),
      new Trigger.Release(false),
      asks(TAB_1)),
  CONTENDED(
      "The same, and then D was seen again under the lease of tab-1.",
      CONFIGURED,
      seen("D"),
      new Trigger.Release(false),
      asks(TAB_1),
      seen("D")),
  CONTENDED_IN_CALL(
      "The same, and then a call.",
      CONFIGURED,
      seen("D"),
      new Trigger.Release(false),
      asks(TAB_1),
      seen("D"),
      started("X")),
  CONTENDED_BUT_HELD(
      "D was seen again under the lease of tab-1, which is registered with A besides.",
      CONFIGURED,
      seen("D"),
      new Trigger.Release(false),
      asks(TAB_1),
      seen("D"),
      seen("A")),
  CONTENDED_IN_GRACE(
      "The same, and then A left.",
      CONFIGURED,
      seen("D"),
      new Trigger.Release(false),
      asks(TAB_1),
      seen("D"),
      seen("A"),
      gone("A")),
  OUT_OF_SERVICE(
      "Nobody has it, and it was taken out of service.",
      CONFIGURED,
      new Trigger.TakeOutOfService("ana", "noisy line")),
  OUT_OF_SERVICE_IN_GRACE(
      "tab-1 was registered with A and left; meanwhile it was taken out of service.",
      CONFIGURED,
      asks(TAB_1),
      seen("A"),
      new Trigger.TakeOutOfService("ana", "noisy line"),
      gone("A")),
  FIXED("A hardphone's, which is not registered.", new Trigger.Configure(Words.PBX, true)),
  FIXED_BUSY(
      "A hardphone's, registered with A.", new Trigger.Configure(Words.PBX, true), seen("A")),
  DROPPED("The settings no longer name it.", CONFIGURED, new Trigger.Unconfigure()),
  DROPPED_WHILE_HELD(
      "tab-1 is registered with A; the settings no longer name it.",
      CONFIGURED,
      asks(TAB_1),
      seen("A"),
      new Trigger.Unconfigure()),
  DROPPED_IN_GRACE(
      "The same, and then A left.",
      CONFIGURED,
      asks(TAB_1),
      seen("A"),
      new Trigger.Unconfigure(),
      gone("A"));

  private final String sentence;

  @SuppressWarnings("ImmutableEnumChecker") // triggers are records
  private final List<Trigger> story;

  Situation(String sentence, Trigger... story) {
    this.sentence = sentence;
    this.story = List.of(story);
  }

  String sentence() {
    return sentence;
  }

  Extension extension() {
    return Words.after(story.toArray(Trigger[]::new));
  }
}

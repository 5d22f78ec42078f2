package io.ramal.extension;

import static io.ramal.extension.Words.LATER;
import static io.ramal.extension.Words.LEASE;
import static io.ramal.extension.Words.NEXT_LEASE;
import static io.ramal.extension.Words.NOW;

import io.ramal.extension.Trigger.Proof;
import io.ramal.extension.Trigger.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Something that happens: a trigger with its variant, and when.
 *
 * @param words what a human calls it
 * @param trigger made for the facts that it meets
 * @param at when
 */
record Happening(String words, Function<Facts, Trigger> trigger, Instant at) {

  static List<Happening> all() {
    var all = new ArrayList<Happening>();
    all.addAll(asked());
    all.addAll(byHand());
    all.addAll(contacts());
    all.addAll(channels());
    all.addAll(readings());
    all.addAll(deadlines());
    all.addAll(settings());
    return all;
  }

  private static Happening of(String words, Trigger trigger) {
    return new Happening(words, _ -> trigger, NOW);
  }

  private static List<Happening> asked() {
    return List.of(
        of("tab-1 asks", asks(Words.TAB_1)),
        of("tab-2 asks", asks(Words.TAB_2)),
        of("an anonymous client asks from 192.0.2.1", asks(Words.ANONYMOUS)),
        of("an anonymous client asks from elsewhere", asks(Words.ELSEWHERE)));
  }

  private static Trigger asks(Client client) {
    return new Trigger.Allocate(NEXT_LEASE, client);
  }

  private static List<Happening> byHand() {
    return List.of(
        of("release", new Trigger.Release(true)),
        of("release, link down", new Trigger.Release(false)),
        of("reset", new Trigger.Reset(true)),
        of("reset, link down", new Trigger.Reset(false)));
  }

  private static List<Happening> contacts() {
    return List.of(
        of("contact A seen", Words.seen("A")),
        of("contact A seen unreachable", new Trigger.ContactSeen("A", "Unreachable", "", false)),
        of("contact A seen, its user agent named", agent()),
        of("contact N seen", Words.seen("N")),
        of("contact N seen alone", new Trigger.ContactSeen("N", "Registered", "", true)),
        of("contact D seen", Words.seen("D")),
        of("contact A gone", Words.gone("A")),
        of("contact N gone", Words.gone("N")),
        of("contact D gone", Words.gone("D")),
        of("all contacts gone", new Trigger.ContactsGone()),
        of("endpoint unreachable", new Trigger.ReachabilityChanged("Unreachable")));
  }

  private static Trigger agent() {
    return new Trigger.ContactSeen("A", "NonQualified", "JsSIP 3.10", false);
  }

  private static List<Happening> channels() {
    return List.of(
        of("channel X started", Words.started("X")),
        of("channel Z started", Words.started("Z")),
        of("channel X ended", Words.ended("X")),
        of("channel Z ended", Words.ended("Z")),
        of("channel X renamed", new Trigger.ChannelRenamed("X", "PJSIP/3000-X<MASQ>")),
        of("channel Z renamed", new Trigger.ChannelRenamed("Z", "PJSIP/3000-Z<MASQ>")));
  }

  private static List<Happening> readings() {
    var all = new ArrayList<Happening>();
    all.addAll(readings("nothing", _ -> List.of(), _ -> List.of()));
    all.addAll(readings("what was known", Happening::contactsOf, Happening::channelsOf));
    all.addAll(readings("A", _ -> List.of("A"), _ -> List.of()));
    all.addAll(readings("N calling on Z", _ -> List.of("N"), _ -> List.of("Z")));
    all.addAll(readings("D", _ -> List.of("D"), _ -> List.of()));
    all.addAll(readings("D calling on Z", _ -> List.of("D"), _ -> List.of("Z")));
    return all;
  }

  private static List<Happening> readings(
      String found,
      Function<Facts, List<String>> contacts,
      Function<Facts, List<String>> channels) {
    return Arrays.stream(Reading.values())
        .map(
            reading ->
                new Happening(
                    "re-read " + words(reading) + " finds " + found,
                    facts -> Words.read(reading, contacts.apply(facts), channels.apply(facts)),
                    NOW))
        .toList();
  }

  private static List<String> contactsOf(Facts facts) {
    return List.copyOf(facts.contacts().keySet());
  }

  private static List<String> channelsOf(Facts facts) {
    return List.copyOf(facts.channels().keySet());
  }

  private static String words(Reading reading) {
    return reading.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static List<Happening> deadlines() {
    return List.of(
        passed("its deadline passed, Ping answered", LEASE, Proof.PING_ANSWERED, LATER),
        passed("its deadline passed, unverified", LEASE, Proof.UNVERIFIED, LATER),
        passed("its deadline not yet passed", LEASE, Proof.PING_ANSWERED, NOW),
        passed("another lease's deadline passed", "L0", Proof.PING_ANSWERED, LATER),
        new Happening(
            "a deadline passed that it had before",
            facts -> new Trigger.DeadlinePassed(LEASE, earlier(facts), Proof.PING_ANSWERED),
            LATER));
  }

  private static Happening passed(String words, String lease, Proof proof, Instant at) {
    return new Happening(
        words, facts -> new Trigger.DeadlinePassed(lease, deadlineOf(facts), proof), at);
  }

  private static Instant deadlineOf(Facts facts) {
    return facts.lease().flatMap(Lease::expiresAt).orElse(NOW);
  }

  private static Instant earlier(Facts facts) {
    return deadlineOf(facts).minusMillis(1);
  }

  private static List<Happening> settings() {
    return List.of(
        of("configured", Words.CONFIGURED),
        of("configured as fixed", new Trigger.Configure(Words.PBX, true)),
        of("configured on PBX b", new Trigger.Configure("b", false)),
        of("dropped from the settings", new Trigger.Unconfigure()),
        of("taken out of service", new Trigger.TakeOutOfService("ben", "noisy line")),
        of("put in service", new Trigger.PutInService("repaired")));
  }
}

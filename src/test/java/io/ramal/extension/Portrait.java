package io.ramal.extension;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Facts and decisions in words for docs/state-machine.md. */
record Portrait(Instant now) {

  /** State, and whatever else is unlike an idle extension of the pool. */
  String facts(Facts facts) {
    var words = new ArrayList<String>();
    words.add("`" + facts.state().word() + "`");
    named(words, "", String.join(" ", facts.contacts().keySet()));
    named(words, "in call ", String.join(" ", facts.channels().keySet()));
    named(words, "disowned ", String.join(" ", facts.disowned()));
    words.addAll(exceptions(facts));
    return String.join(", ", words);
  }

  private static void named(List<String> words, String what, String names) {
    if (!names.isEmpty()) {
      words.add(what + names);
    }
  }

  private static List<String> exceptions(Facts facts) {
    var words = new ArrayList<String>();
    if (!facts.verified()) {
      words.add("unverified");
    }
    if (facts.membership().fixed()) {
      words.add("fixed");
    }
    if (!facts.membership().configured()) {
      words.add("not configured");
    }
    facts.membership().outOfService().ifPresent(_ -> words.add("out of service"));
    return words;
  }

  String lease(Facts facts) {
    return facts.lease().map(this::lease).orElse("–");
  }

  private String lease(Lease lease) {
    String holder = lease.holder().isEmpty() ? lease.clientAddress() : lease.holder();
    String left = lease.expiresAt().map(this::left).orElse("");
    return lease.phase().word() + " " + lease.id() + " " + holder + left;
  }

  private String left(Instant deadline) {
    return ", " + Duration.between(now, deadline).toSeconds() + " s";
  }

  String available(Facts facts) {
    return facts.available() ? "yes" : "no";
  }

  static String events(List<Change> changes) {
    return changes.stream().map(Portrait::event).collect(Collectors.joining(", "));
  }

  private static String event(Change change) {
    String object = change.evidence().contactUri() + change.evidence().uniqueid();
    String detail = change.detail().split("[,:]", 2)[0];
    return "`"
        + change.event().word()
        + "`"
        + (object.isEmpty() ? "" : " " + object)
        + (detail.isEmpty() ? "" : " (" + detail + ")");
  }
}

package io.ramal.doctor;

import io.ramal.pbx.PbxSight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Whether the PBX has the extensions of the pool, set up so that Ramal can follow them.
 *
 * @param pool the names
 * @param seen the PBX
 */
record Endpoints(SortedSet<String> pool, PbxSight.Seen seen) {

  private static final int SHOWN = 5;

  List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    Stream.of(unlisted(), missing(), others(), peers())
        .flatMap(Optional::stream)
        .forEach(findings::add);
    Stream.of(withoutAor(), noContact(), manyContacts(), keptContacts(), contactsAsSent(), silent())
        .flatMap(Optional::stream)
        .forEach(findings::add);
    return findings;
  }

  private Optional<Finding> unlisted() {
    if (seen.endpoints().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(Rights.allowAsking(seen) ? notLoaded() : untold());
  }

  private static Finding notLoaded() {
    return Finding.error(
        "pjsip-loaded",
        "the PBX has loaded neither PJSIP nor chan_sip",
        "Nobody can register there, and Ramal cannot read it.",
        "modules.conf: autoload = yes, and no line that keeps res_pjsip.so or chan_pjsip.so away;"
            + " then restart Asterisk");
  }

  private static Finding untold() {
    return Finding.note(
        "pjsip-endpoints",
        "with these rights it cannot be told which endpoints the PBX has",
        "An extension that the PBX lacks is handed out and can never register.",
        "give the AMI user its rights first, then run this again");
  }

  private Optional<Finding> missing() {
    return named(seen.endpoints().map(all -> without(pool, all)).orElseGet(TreeSet::new))
        .map(
            names ->
                Finding.error(
                    "pjsip-endpoint-missing",
                    "the PBX has no endpoint for " + names.all() + " of the pool",
                    "It is handed out, and its client can never register.",
                    "pjsip.conf: add [" + names.first() + "], or take it out of EXTENSIONS"));
  }

  private Optional<Finding> others() {
    Optional<Names> others =
        pool.isEmpty()
            ? Optional.empty()
            : named(seen.endpoints().map(all -> without(all, pool)).orElseGet(TreeSet::new));
    return others.map(
        names ->
            Finding.note(
                "pjsip-endpoint-extra",
                "the PBX has endpoints that are not in the pool: " + names.all(),
                "Ramal neither follows them nor hands them out, which is right for trunks and other"
                    + " phones.",
                "EXTENSIONS: add " + names.first() + ", if it is meant to be handed out"));
  }

  private Optional<Finding> peers() {
    var unknown = new TreeSet<>(pool);
    unknown.retainAll(seen.endpoints().orElse(Set.of()));
    unknown.removeAll(seen.pool().keySet());
    return named(unknown)
        .map(
            names ->
                Finding.note(
                    "sip-peer",
                    "how " + names.all() + " is set up cannot be told: it is no PJSIP endpoint",
                    "Only PJSIP tells its settings over AMI.",
                    "sip.conf: see docs/operations.md"));
  }

  private Optional<Finding> withoutAor() {
    SortedSet<String> bare = new TreeSet<>(seen.pool().keySet());
    bare.removeIf(name -> !seen.pool().get(name).aors().isEmpty());
    return named(bare)
        .map(
            names ->
                Finding.error(
                    "pjsip-aor",
                    "endpoint " + names.all() + " has no AOR",
                    "Without one nobody can register.",
                    "pjsip.conf, ["
                        + names.first()
                        + "] (type=endpoint): aors = "
                        + names.first()));
  }

  private Optional<Finding> noContact() {
    return ofAors(
        aor -> aor.maxContacts() == 0,
        (names, line) ->
            Finding.error(
                "pjsip-max-contacts",
                names + ": max_contacts is 0",
                "The PBX then refuses every registration.",
                line + "max_contacts = 1"));
  }

  private Optional<Finding> manyContacts() {
    return ofAors(
        aor -> aor.maxContacts() > 1,
        (names, line) ->
            Finding.warning(
                "pjsip-max-contacts",
                names + ": max_contacts is more than 1",
                "A client that should be gone and the next one can then be registered at once, and"
                    + " both ring.",
                line + "max_contacts = 1"));
  }

  private Optional<Finding> keptContacts() {
    return ofAors(
        aor -> !aor.removeExisting() && aor.maxContacts() > 0,
        (names, line) ->
            Finding.warning(
                "pjsip-remove-existing",
                names + ": remove_existing is not yes",
                "A page that reloads is refused until its old registration has expired.",
                line + "remove_existing = yes"));
  }

  private Optional<Finding> silent() {
    return ofAors(
        aor -> aor.qualifyFrequency() == 0,
        (names, line) ->
            Finding.warning(
                "pjsip-qualify",
                names + ": qualify_frequency is 0, so no phone is ever asked whether it is there",
                "A UDP phone that lost its power looks registered until its registration expires.",
                line + "qualify_frequency = 30"));
  }

  private Optional<Finding> contactsAsSent() {
    SortedSet<String> asSent = new TreeSet<>(seen.pool().keySet());
    asSent.removeIf(name -> seen.pool().get(name).rewriteContact());
    return named(asSent)
        .map(
            names ->
                Finding.warning(
                    "pjsip-rewrite-contact",
                    names.all() + ": rewrite_contact is not yes",
                    "A TCP or websocket connection that closes then leaves its contact behind, and"
                        + " the extension stays busy.",
                    "pjsip.conf, ["
                        + names.first()
                        + "] (type=endpoint, or its template): rewrite_contact = yes"));
  }

  private Optional<Finding> ofAors(
      Predicate<PbxSight.Aor> wrong, BiFunction<String, String, Finding> finding) {
    SortedSet<String> found = new TreeSet<>();
    seen.pool().values().stream()
        .flatMap(endpoint -> endpoint.aors().stream())
        .filter(wrong)
        .forEach(aor -> found.add(aor.name()));
    return named(found)
        .map(
            names ->
                finding.apply(
                    names.all(),
                    "pjsip.conf, [" + names.first() + "] (type=aor, or its template): "));
  }

  private static SortedSet<String> without(Set<String> names, Set<String> others) {
    var rest = new TreeSet<>(names);
    rest.removeAll(others);
    return rest;
  }

  private static Optional<Names> named(SortedSet<String> names) {
    return names.isEmpty() ? Optional.empty() : Optional.of(new Names(names));
  }

  /** Names as a sentence has them: the first few, and how many more. */
  private record Names(SortedSet<String> names) {

    String first() {
      return names.first();
    }

    String all() {
      String shown = String.join(", ", names.stream().limit(SHOWN).toList());
      return names.size() <= SHOWN ? shown : shown + " and " + (names.size() - SHOWN) + " more";
    }
  }
}

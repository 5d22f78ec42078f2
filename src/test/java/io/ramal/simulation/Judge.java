package io.ramal.simulation;

import io.ramal.database.Row;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionName;
import io.ramal.history.Verdict;
import io.ramal.history.Verifier;
import io.ramal.pool.PoolReader;
import io.ramal.pool.PoolView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The reference model, which knows who was given what, and the invariants: what the pool believes
 * is what the PBX has, whenever it can know; nobody is given what somebody else holds; nobody loses
 * what the PBX shows to be used; nobody is told that there is none while there is one.
 */
final class Judge {

  private static final String NEWS =
      """
      SELECT id, extension, event, to_state, detail, facts
        FROM extension_history
       WHERE id > ?
       ORDER BY id
      """;

  private static final Pattern DEADLINE = Pattern.compile("\"expiresAt\":\"([^\"]+)\"");

  private final Stage stage;
  private final PoolReader reader;
  private final Map<String, String> holders = new TreeMap<>();
  private final Map<String, Instant> deadlines = new HashMap<>();
  private final Map<String, Instant> unusedAt = new HashMap<>();
  private final Set<String> strangers = new HashSet<>();
  private final StringBuilder story = new StringBuilder();
  private boolean someAvailable;
  private long seen;

  Judge(Stage stage) {
    this.stage = stage;
    this.reader = new PoolReader(stage.database());
  }

  /** The extensions that somebody was given, and has not lost. */
  List<String> held() {
    return new ArrayList<>(holders.keySet());
  }

  private List<Extension> extensions() {
    return reader.extensions(PoolView.Filter.ALL, Optional.empty(), Integer.MAX_VALUE);
  }

  void beforeAsking() {
    someAvailable = extensions().stream().anyMatch(extension -> extension.facts().available());
  }

  /** A client was given this, or nothing. */
  void given(String client, Optional<String> extension) {
    require(extension.isPresent() || !someAvailable, client + " got none though there was one");
    extension.ifPresent(name -> given(client, name));
  }

  private void given(String client, String extension) {
    String holder = holders.getOrDefault(extension, client);
    require(
        holder.equals(client), client + " was given " + extension + ", which " + holder + " has");
    boolean own = holders.containsKey(extension);
    require(own || !stage.isInTouch() || unused(extension), extension + " was given while in use");
    holders.put(extension, client);
  }

  private static Instant deadline(String facts) {
    Matcher found = DEADLINE.matcher(facts);
    return found.find() ? Instant.parse(found.group(1)) : Instant.MAX;
  }

  /**
   * Its holder is not there, or was not at some time after the deadline, and came back too late.
   */
  private boolean endedRightly(String extension) {
    return !usedByHolder(extension)
        || !unusedAt
            .getOrDefault(extension, Instant.MIN)
            .isBefore(deadlines.getOrDefault(extension, Instant.MAX));
  }

  /**
   * By a contact of its own, or by a call where no stranger is registered who could have made it.
   */
  private boolean usedByHolder(String extension) {
    Set<String> contacts = contactsOnPbx(extension);
    boolean own = !strangers.containsAll(contacts);
    boolean strange = contacts.stream().anyMatch(strangers::contains);
    return own || (!strange && !unused(extension));
  }

  private Set<String> contactsOnPbx(String extension) {
    synchronized (stage.pbx()) {
      return stage.pbx().contacts().stream()
          .filter(contact -> contact.extension().equals(extension))
          .map(contact -> contact.uri())
          .collect(Collectors.toSet());
    }
  }

  private boolean unused(String extension) {
    return onPbx().getOrDefault(extension, Set.of()).isEmpty();
  }

  /** It is about to be freed by hand: who is registered then is nobody to a later holder. */
  void releasing(String extension) {
    reader
        .extension(new ExtensionName(extension))
        .ifPresent(known -> strangers.addAll(known.facts().contacts().keySet()));
  }

  /** It was freed by hand. */
  void released(String extension) {
    holders.remove(extension);
  }

  /** After each step. */
  void look() {
    news().forEach(this::judge);
    Stage.EXTENSIONS.stream()
        .filter(extension -> !usedByHolder(extension))
        .forEach(extension -> unusedAt.put(extension, stage.now()));
    if (stage.isInTouch()) {
      require(inPool().equals(onPbx()), "the pool has " + inPool() + ", the PBX " + onPbx());
    }
  }

  private List<Row> news() {
    return stage.database().inTransaction(transaction -> transaction.query(NEWS, seen));
  }

  private void judge(Row row) {
    require(row.number("id") == seen + 1, "the history has a gap after " + seen);
    seen = row.number("id");
    String extension = row.text("extension");
    story
        .append(extension)
        .append(' ')
        .append(row.text("event"))
        .append(' ')
        .append(row.text("to_state"))
        .append('\n');
    if (row.text("event").equals("lease_expired")) {
      require(endedRightly(extension), "the lease of " + extension + " ended while it was used");
      holders.remove(extension);
    }
    deadlines.put(extension, deadline(row.text("facts")));
  }

  /** Contacts and channels of each extension that has one, as the PBX has them. */
  private Map<String, Set<String>> onPbx() {
    var all = new TreeMap<String, Set<String>>();
    synchronized (stage.pbx()) {
      stage.pbx().contacts().forEach(contact -> of(all, contact.extension()).add(contact.uri()));
      stage
          .pbx()
          .channels()
          .forEach(channel -> of(all, channel.extension()).add(channel.uniqueid()));
    }
    all.keySet().retainAll(Stage.EXTENSIONS);
    return all;
  }

  private static Set<String> of(Map<String, Set<String>> all, String extension) {
    return all.computeIfAbsent(extension, _ -> new TreeSet<>());
  }

  /** The same, as the pool believes. */
  private Map<String, Set<String>> inPool() {
    return extensions().stream()
        .filter(extension -> !used(extension).isEmpty())
        .collect(
            Collectors.toMap(
                extension -> extension.name().value(), Judge::used, (one, _) -> one, TreeMap::new));
  }

  private static Set<String> used(Extension extension) {
    var all = new TreeSet<>(extension.facts().contacts().keySet());
    all.addAll(extension.facts().channels().keySet());
    return all;
  }

  /** Nothing hinders the link any more, and time has passed. */
  void healed() {
    require(stage.isInTouch(), "the link does not come back: " + stage);
    look();
  }

  /** Everybody has left, and time has passed: nothing is stuck, and the history proves itself. */
  void ended() {
    look();
    Map<ExtensionName, Extension> stuck =
        extensions().stream()
            .filter(extension -> !extension.facts().available())
            .collect(Collectors.toMap(Extension::name, Function.identity()));
    require(stuck.isEmpty(), "stuck: " + stuck);
    Verdict verdict = new Verifier(stage.database(), PoolReader::all).verify();
    require(verdict instanceof Verdict.Proven, verdict.toString());
  }

  /** The rows of history. */
  String story() {
    return story.toString();
  }

  private static void require(boolean right, String wrong) {
    if (!right) {
      throw new AssertionError(wrong);
    }
  }
}

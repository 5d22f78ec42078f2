package io.ramal.pool;

import io.ramal.database.Database;
import io.ramal.database.DatabaseSettings;
import io.ramal.database.Databases;
import io.ramal.database.Row;
import io.ramal.database.TestDatabase;
import io.ramal.extension.Client;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Lease;
import io.ramal.extension.Origin;
import io.ramal.extension.Policy;
import io.ramal.extension.Source;
import io.ramal.extension.Trigger;
import io.ramal.history.HistoryEntry;
import io.ramal.history.HistoryFilter;
import io.ramal.history.HistoryReader;
import io.ramal.history.HistoryRows;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A pool at work on a database of its own, with links that the test holds and a clock it moves. */
public final class TestPool implements AutoCloseable {

  static final String PBX = "default";
  static final LinkStamp LINK = new LinkStamp(PBX, FakeLinks.EPOCH, 1);
  static final Policy POLICY =
      new Policy(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(60));
  public static final Origin API = new Origin(Source.API, "ana", "r1", "192.0.2.7");

  private static final String SETTINGS =
      "SELECT extension, fixed FROM extensions WHERE configured AND pbx = ?";

  private final FakeLinks links = new FakeLinks();
  private final Gate gate = new Gate();
  private final DatabaseSettings settings;
  private final Optional<Duration> linkDownExpiry;
  private final Database database;
  private volatile Optional<Instant> stopped = Optional.empty();
  private volatile Duration ahead = Duration.ZERO;
  private LivePool pool;

  private TestPool(DatabaseSettings settings, Optional<Duration> linkDownExpiry) {
    this.settings = settings;
    this.linkDownExpiry = linkDownExpiry;
    this.database = Databases.open(settings, time -> stopped.orElse(time).plus(ahead));
    this.pool = started();
  }

  /** A pool of these extensions. */
  public static TestPool of(TestDatabase kind, String... extensions) {
    return of(kind, Optional.empty(), extensions);
  }

  /** The same, with leases that end while the link is down. */
  static TestPool of(TestDatabase kind, Optional<Duration> linkDownExpiry, String... extensions) {
    return on(kind.migrated(), linkDownExpiry, extensions);
  }

  /** The same, on a database that has its schema. */
  public static TestPool on(DatabaseSettings settings, String... extensions) {
    return on(settings, Optional.empty(), extensions);
  }

  private static TestPool on(
      DatabaseSettings settings, Optional<Duration> linkDownExpiry, String... extensions) {
    var world = new TestPool(settings, linkDownExpiry);
    world.addPbx(PBX);
    world.configure(PBX, Set.of(extensions), Set.of());
    return world;
  }

  private LivePool started() {
    var started =
        new LivePool(database, new GatedChain(gate, new HistoryRows()), POLICY, linkDownExpiry);
    started.start(links);
    return started;
  }

  /** Stops the pool and starts another on the same database. */
  public void restart() {
    pool.close();
    pool = started();
  }

  /** Another process on the same database, which has no links. */
  LivePool replica() {
    var replica = new LivePool(database, new HistoryRows(), POLICY, linkDownExpiry);
    replica.start(new FakeLinks());
    return replica;
  }

  public DatabaseSettings settings() {
    return settings;
  }

  public LivePool pool() {
    return pool;
  }

  public FakeLinks links() {
    return links;
  }

  public Database database() {
    return database;
  }

  Gate gate() {
    return gate;
  }

  public void addPbx(String pbx) {
    execute("INSERT INTO pbx (pbx, epoch) VALUES (?, ?)", pbx, FakeLinks.EPOCH);
  }

  void execute(String sql, Object... parameters) {
    database.inTransaction(transaction -> transaction.update(sql, parameters));
  }

  public void configure(String pbx, Set<String> extensions, Set<String> fixed) {
    pool.configure(pbx, FakeLinks.EPOCH, names(extensions), names(fixed));
  }

  private static Set<ExtensionName> names(Set<String> names) {
    return names.stream().map(ExtensionName::new).collect(Collectors.toSet());
  }

  /** Moves the clock of the database, as this pool sees it. */
  public void advance(Duration time) {
    ahead = ahead.plus(time);
  }

  /** From now on time passes only by {@link #advance}. */
  void stopTheClock() {
    stopped = Optional.of(now());
    ahead = Duration.ZERO;
  }

  /** What a client with this id is given; empty for none. */
  public String ask(String id) {
    return ask(new Client(id, "192.0.2.1"));
  }

  String ask(Client client) {
    return pool.allocate(client, API).map(ExtensionName::value).orElse("");
  }

  public boolean release(String extension) {
    return pool.release(new ExtensionName(extension), API);
  }

  /** The PBX says that this happened, and it has been recorded. */
  public void heard(String extension, Trigger... triggers) {
    Arrays.stream(triggers).forEach(trigger -> hears(LINK, extension, trigger));
    settled();
  }

  void hears(LinkStamp stamp, String extension, Trigger trigger) {
    pool.offer(new Signal.Happened(stamp, new ExtensionName(extension), trigger, Optional.empty()));
  }

  /** A Ping sent for the lease of this extension is answered, and that has been recorded. */
  void pinged(String extension) {
    pool.offer(new Signal.PingAnswered(LINK, List.of(overdue(extension))));
    settled();
  }

  /** The lease of this extension, as one whose deadline has passed. */
  OverdueLease overdue(String extension) {
    Lease lease = extension(extension).facts().lease().orElseThrow();
    Instant deadline = lease.expiresAt().orElse(Instant.EPOCH);
    return new OverdueLease(new ExtensionName(extension), lease.id(), deadline);
  }

  /** A re-read found this; the answer once it is recorded. */
  Signal.Reconciliation read(
      Trigger.Reading reading, Map<String, Trigger.Seen> seen, String... touched) {
    var applied = new CompletableFuture<Signal.Reconciliation>();
    var byName = new HashMap<ExtensionName, Trigger.Seen>();
    seen.forEach((name, each) -> byName.put(new ExtensionName(name), each));
    pool.offer(new Signal.Snapshot(LINK, byName, reading, names(Set.of(touched)), applied));
    return applied.join();
  }

  /** Every signal so far has been recorded: the settings, as they are, come behind them. */
  void settled() {
    List<Row> rows = database.inTransaction(transaction -> transaction.query(SETTINGS, PBX));
    pool.configure(PBX, epoch(), names(rows, _ -> true), names(rows, row -> row.flag("fixed")));
  }

  private static Set<ExtensionName> names(List<Row> rows, Predicate<Row> wanted) {
    return rows.stream()
        .filter(wanted)
        .map(row -> new ExtensionName(row.text("extension")))
        .collect(Collectors.toSet());
  }

  private long epoch() {
    return database
        .inTransaction(t -> t.query("SELECT epoch FROM pbx WHERE pbx = ?", PBX))
        .getFirst()
        .number("epoch");
  }

  public Extension extension(String name) {
    return new PoolReader(database).extension(new ExtensionName(name)).orElseThrow();
  }

  /** The words of its history, oldest first. */
  public List<String> events(String name) {
    return entries(name).stream().map(entry -> entry.event().word()).toList().reversed();
  }

  public HistoryEntry last(String name) {
    return entries(name).getFirst();
  }

  private List<HistoryEntry> entries(String name) {
    return new HistoryReader(database)
        .page(new ExtensionName(name), HistoryFilter.ALL, OptionalLong.empty(), 1_000);
  }

  Instant now() {
    return database.inTransaction(transaction -> transaction.now());
  }

  public static Trigger.ContactSeen seen(String uri) {
    return new Trigger.ContactSeen(uri, "NonQualified", "", false);
  }

  public static Trigger gone(String uri) {
    return new Trigger.ContactGone(uri);
  }

  public static Trigger.ChannelStarted started(String uniqueid) {
    return new Trigger.ChannelStarted("PJSIP/3000-0000000" + uniqueid, uniqueid, uniqueid);
  }

  public static Trigger ended(String uniqueid) {
    return new Trigger.ChannelEnded(uniqueid, OptionalInt.of(16));
  }

  @Override
  public void close() {
    gate.open();
    pool.close();
    database.close();
  }
}

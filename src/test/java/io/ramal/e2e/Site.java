package io.ramal.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.ramal.command.Server;
import io.ramal.config.Settings;
import io.ramal.database.Database;
import io.ramal.database.DatabaseSettings;
import io.ramal.database.Databases;
import io.ramal.database.TestDatabase;
import io.ramal.history.Verdict;
import io.ramal.history.Verifier;
import io.ramal.pbx.LinkTimes;
import io.ramal.pool.PoolReader;
import io.ramal.rig.AsteriskRig;
import io.ramal.rig.PbxState;
import io.ramal.rig.RigOptions;
import io.ramal.rig.RigPhone;
import io.ramal.rig.TcpProxy;
import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** A customer's site on loopback: a real Asterisk, Ramal, and a network between them. */
final class Site {

  private static final String LINK_STORY =
      """
      SELECT event, detail
        FROM pbx_link_history
       WHERE event <> 'leading'
       ORDER BY id
      """;
  private static final Duration LEASE_TTL = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final RigOptions RIG =
      RigOptions.DEFAULT.withPool("3000-3003,trunk").withWebrtc("3100");
  private static final LinkTimes TIMES =
      new LinkTimes(
          Duration.ofSeconds(1),
          Duration.ofMinutes(5),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofMillis(300),
          Duration.ofSeconds(2),
          Duration.ofMillis(100));

  private static final String OF_AMI =
      """
      SELECT occurred_at, recorded_at
        FROM extension_history
       WHERE source = 'ami'
      """;

  private final TestDatabase kind;
  private final Map<String, List<String>> told = new TreeMap<>();
  private LinkTimes times = TIMES;
  private Optional<String> amiUser = Optional.empty();
  private Optional<AsteriskRig> own = Optional.empty();
  private AsteriskRig rig;
  private TcpProxy proxy;
  private DatabaseSettings database;
  private List<String> pool;
  private Server server;

  Site(TestDatabase kind) {
    this.kind = kind;
  }

  /** A site whose link waits so long. */
  Site with(LinkTimes waits) {
    times = waits;
    return this;
  }

  /** A site whose Ramal logs in as this user of AMI. */
  Site as(String user) {
    amiUser = Optional.of(user);
    return this;
  }

  void open(String extensions) {
    open(extensions, RIG);
  }

  /** With a PBX that is set up like this. */
  void open(String extensions, RigOptions options) {
    own = Optional.of(AsteriskRig.start(options));
    open(own.get(), extensions);
  }

  /** On a PBX that others use before and after it. */
  void open(AsteriskRig pbx, String extensions) {
    connect(pbx);
    begin(extensions);
    awaitSynced();
  }

  /** The same, without waiting for the link. */
  void openUnsynced(AsteriskRig pbx, String extensions) {
    connect(pbx);
    begin(extensions);
  }

  private void connect(AsteriskRig pbx) {
    rig = pbx;
    proxy = TcpProxy.to(rig.amiPort());
  }

  /** The same site with a pool of these extensions only, and a history of its own. */
  void reopen(String extensions) {
    stopRamal();
    begin(extensions);
    awaitSynced();
  }

  private void begin(String extensions) {
    database = kind.migrated();
    pool = List.of(extensions.split(","));
    server = Server.start(settings(), times);
  }

  void startRamal() {
    server = Server.start(settings(), times);
    awaitSynced();
  }

  private Settings settings() {
    return TestSettings.of(
        database,
        Map.of(
            "PORT", "0",
            "AMI_PORT", String.valueOf(proxy.port()),
            "AMI_USER", amiUser.orElseGet(rig::amiUser),
            "AMI_PASS", rig.amiSecret(),
            "WSS_URL", rig.wssUrl(),
            "EXT_PASSWORD", rig.options().sipPassword(),
            "EXTENSIONS", String.join(",", pool),
            "LEASE_TTL", LEASE_TTL.toString()));
  }

  void stopRamal() {
    server.close();
  }

  /** What must hold after each scenario: database and PBX agree, and the history is whole. */
  void close() {
    try {
      awaitAgreement();
      assertInstanceOf(Verdict.Proven.class, verdict());
      told.forEach(this::assertTold);
    } finally {
      stopRamal();
      proxy.close();
      own.ifPresent(AsteriskRig::close);
    }
  }

  /**
   * How long each event of the PBX took from its time stamp to the transaction that recorded it.
   */
  List<Duration> lags() {
    try (Database open = Databases.open(database)) {
      return open.inTransaction(transaction -> transaction.query(OF_AMI)).stream()
          .map(row -> Duration.between(row.time("occurred_at"), row.time("recorded_at")))
          .sorted()
          .toList();
    }
  }

  private Verdict verdict() {
    try (Database open = Databases.open(database)) {
      return new Verifier(open, PoolReader::all).verify();
    }
  }

  AsteriskRig rig() {
    return rig;
  }

  TcpProxy proxy() {
    return proxy;
  }

  RamalClient client() {
    return new RamalClient(URI.create(server.url()));
  }

  void awaitSynced() {
    until(() -> client().synced());
  }

  void awaitDisconnected() {
    until(() -> !client().amiConnected());
  }

  void awaitState(String extension, String state) {
    until(() -> client().state(extension).equals(state));
  }

  /** All of them in that state at once. */
  void awaitStates(Collection<String> extensions, String state) {
    until(() -> client().inState(state).containsAll(extensions));
  }

  void awaitEvent(String extension, String event) {
    until(() -> client().events(extension).contains(event));
  }

  /** Until the one contact that the extension has is in this status. */
  void awaitContactStatus(String extension, String status) {
    until(() -> texts(client().extension(extension), "contacts", "status").equals(Set.of(status)));
  }

  /** Well past the deadline of the lease. */
  void awaitPastLeaseDeadline(String extension) {
    Instant deadline = Instant.parse(lease(extension).getString("expiresAt"));
    until(() -> Instant.now().isAfter(deadline.plus(LEASE_TTL)));
  }

  /** A phone whose registration is in the database. */
  RigPhone registered(String extension) {
    RigPhone phone = rig.phone(extension);
    phone.register();
    awaitAgreement();
    return phone;
  }

  /**
   * Until the database has what the PBX has. Asterisk tells of contacts and of channels from
   * different threads: where a test states their order, it waits in between.
   */
  void awaitAgreement() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertEquals(onPbx(), believed()));
  }

  /** Contacts and channels of each extension of the pool, as the PBX has them. */
  private Map<String, Set<String>> onPbx() {
    PbxState pbx = rig.state();
    Map<String, Set<String>> all = nothing();
    pbx.contacts().forEach(contact -> add(all, contact.extension(), contact.uri()));
    pbx.channels().forEach(channel -> add(all, channel.extension(), channel.uniqueid()));
    return all;
  }

  /** The same, as a client of Ramal is told. */
  private Map<String, Set<String>> believed() {
    Map<String, Set<String>> all = nothing();
    for (JsonObject extension : client().extensions()) {
      String name = extension.getString("extension");
      texts(extension, "contacts", "uri").forEach(uri -> add(all, name, uri));
      texts(extension, "channels", "uniqueid").forEach(uniqueid -> add(all, name, uniqueid));
    }
    return all;
  }

  private Map<String, Set<String>> nothing() {
    var all = new TreeMap<String, Set<String>>();
    pool.forEach(extension -> all.put(extension, new TreeSet<>()));
    return all;
  }

  private static void add(Map<String, Set<String>> all, String extension, String fact) {
    Optional.ofNullable(all.get(extension)).ifPresent(facts -> facts.add(fact));
  }

  private static Set<String> texts(JsonObject extension, String list, String key) {
    return extension.getJsonArray(list).getValuesAs(JsonObject.class).stream()
        .map(item -> item.getString(key))
        .collect(Collectors.toSet());
  }

  /**
   * Waits until the history of the extension, since it was configured, has come to these rows:
   * {@code event → state after it}, and {@code , cause 17} for a channel that ended where the cause
   * matters. When the site is closed there are still none but these.
   */
  void tells(String extension, String... rows) {
    told.put(extension, List.of(rows));
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(() -> assertTold(extension, List.of(rows)));
  }

  private void assertTold(String extension, List<String> rows) {
    List<String> story = new ArrayList<>(story(extension));
    for (int row = 0; row < Math.min(rows.size(), story.size()); row++) {
      if (story.get(row).startsWith(rows.get(row) + ",")) {
        story.set(row, rows.get(row));
      }
    }
    assertEquals(rows, story);
  }

  private List<String> story(String extension) {
    return client().entries(extension).stream()
        .filter(entry -> !entry.getString("event").equals("configured"))
        .map(Site::row)
        .toList();
  }

  private static String row(JsonObject entry) {
    String cause = entry.isNull("cause") ? "" : ", cause " + entry.getInt("cause");
    return entry.getString("event") + " → " + entry.getString("toState") + cause;
  }

  /** Waits until the history of the link has come to these rows: event, and detail in brackets. */
  void linkTells(String... rows) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertEquals(List.of(rows), linkStory()));
  }

  private List<String> linkStory() {
    try (Database open = Databases.open(database)) {
      return open.inTransaction(
          transaction ->
              transaction.query(LINK_STORY).stream()
                  .map(
                      row ->
                          row.text("event")
                              + row.optionalText("detail").map(" (%s)"::formatted).orElse(""))
                  .toList());
    }
  }

  /** The source of the last such event of the extension. */
  String lastSource(String extension, String event) {
    return client().entries(extension).reversed().stream()
        .filter(entry -> entry.getString("event").equals(event))
        .findFirst()
        .orElseThrow()
        .getString("source");
  }

  String leaseId(String extension) {
    return lease(extension).getString("id");
  }

  private JsonObject lease(String extension) {
    return client().extension(extension).getJsonObject("lease");
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(condition);
  }
}

package io.ramal.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.ramal.database.Database;
import io.ramal.database.DatabaseSettings;
import io.ramal.database.Databases;
import io.ramal.database.TestDatabase;
import io.ramal.extension.Channel;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Lease;
import io.ramal.extension.Policy;
import io.ramal.history.HistoryReader;
import io.ramal.history.HistoryRows;
import io.ramal.history.LinkRows;
import io.ramal.history.Verdict;
import io.ramal.history.Verifier;
import io.ramal.pbx.LinkTimes;
import io.ramal.pbx.Links;
import io.ramal.pbx.PbxSettings;
import io.ramal.pool.LivePool;
import io.ramal.pool.PoolReader;
import io.ramal.rig.AsteriskRig;
import io.ramal.rig.PbxChannel;
import io.ramal.rig.PbxContact;
import io.ramal.rig.RigOptions;
import io.ramal.rig.TcpProxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** A customer's site on loopback: a real Asterisk, Ramal, and a network between them. */
final class Site {

  private static final Duration LEASE_TTL = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final TestDatabase kind;
  private AsteriskRig rig;
  private TcpProxy proxy;
  private DatabaseSettings settings;
  private Set<ExtensionName> pool;
  private Database database;
  private LivePool live;
  private Links links;

  Site(TestDatabase kind) {
    this.kind = kind;
  }

  void open(String extensions) {
    rig = AsteriskRig.start(RigOptions.DEFAULT.withPool("3000-3003,trunk").withWebrtc("3100"));
    proxy = TcpProxy.to(rig.amiPort());
    settings = kind.migrated();
    pool = names(extensions);
    startRamal();
  }

  private static Set<ExtensionName> names(String extensions) {
    return Arrays.stream(extensions.split(",")).map(ExtensionName::new).collect(Collectors.toSet());
  }

  /** The same site with a pool of these extensions only, and a history of its own. */
  void reopen(String extensions) {
    stopRamal();
    settings = kind.migrated();
    pool = names(extensions);
    startRamal();
  }

  void startRamal() {
    database = Databases.open(settings);
    live =
        new LivePool(
            database,
            new HistoryRows(),
            new Policy(LEASE_TTL, Duration.ofSeconds(5), Duration.ofSeconds(60)),
            Optional.empty());
    links =
        new Links(
            List.of(
                new PbxSettings(
                    "default", "127.0.0.1", proxy.port(), rig.amiUser(), rig.amiSecret())),
            new LinkTimes(
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofMillis(300),
                Duration.ofSeconds(2),
                Duration.ofMillis(100)),
            database,
            live,
            "replica",
            new LinkRows(),
            (pbx, epoch) -> live.configure(pbx, epoch, pool, Set.of()));
    live.start(links);
    links.start();
    awaitSynced();
  }

  void stopRamal() {
    links.close();
    live.close();
    database.close();
  }

  /**
   * Everything that must hold after each scenario: database and PBX agree, the history is whole.
   */
  void close() {
    try {
      awaitAgreement();
      var verifier = new Verifier(database, PoolReader::all);
      assertInstanceOf(Verdict.Proven.class, verifier.verify());
    } finally {
      stopRamal();
      proxy.close();
      rig.close();
    }
  }

  AsteriskRig rig() {
    return rig;
  }

  TcpProxy proxy() {
    return proxy;
  }

  RamalClient client() {
    return new RamalClient(live, new PoolReader(database), new HistoryReader(database));
  }

  void awaitSynced() {
    until(() -> links.synced("default"));
  }

  void awaitDisconnected() {
    until(() -> !links.amiConnected());
  }

  void awaitState(String extension, String state) {
    until(() -> client().state(extension).equals(state));
  }

  void awaitEvent(String extension, String event) {
    until(() -> client().events(extension).contains(event));
  }

  /** Well past the deadline that the lease was given with. */
  void awaitPastLeaseDeadline(String extension) {
    Instant late = lease(extension).givenAt().plus(LEASE_TTL.multipliedBy(2));
    until(() -> Instant.now().isAfter(late));
  }

  void awaitAgreement() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> pool.forEach(this::assertAgreement));
  }

  private void assertAgreement(ExtensionName name) {
    var facts = client().extension(name.value()).facts();
    var contacts =
        rig.contacts(name.value()).stream().map(PbxContact::uri).collect(Collectors.toSet());
    var channels =
        rig.channels(name.value()).stream().map(PbxChannel::uniqueid).collect(Collectors.toSet());
    org.junit.jupiter.api.Assertions.assertEquals(contacts, facts.contacts().keySet());
    org.junit.jupiter.api.Assertions.assertEquals(
        channels,
        facts.channels().values().stream().map(Channel::uniqueid).collect(Collectors.toSet()));
  }

  List<String> eventsSinceConfigured(String extension) {
    List<String> events = client().events(extension);
    return events.subList(events.indexOf("configured") + 1, events.size());
  }

  String lastSource(String extension, String event) {
    return client().entries(extension).stream()
        .filter(entry -> entry.event().word().equals(event))
        .reduce((_, second) -> second)
        .orElseThrow()
        .origin()
        .source()
        .word();
  }

  String leaseId(String extension) {
    return lease(extension).id();
  }

  private Lease lease(String extension) {
    return client().extension(extension).facts().lease().orElseThrow();
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(condition);
  }
}

package io.ramal.load;

import io.ramal.command.Server;
import io.ramal.config.Settings;
import io.ramal.database.Database;
import io.ramal.database.DatabaseSettings;
import io.ramal.database.Databases;
import io.ramal.database.TestDatabase;
import io.ramal.e2e.TestSettings;
import io.ramal.extension.Extension;
import io.ramal.history.Verdict;
import io.ramal.history.Verifier;
import io.ramal.pbx.LinkTimes;
import io.ramal.pool.PoolReader;
import io.ramal.pool.PoolView;
import io.ramal.rig.TcpProxy;
import io.ramal.simulator.AmiUser;
import io.ramal.simulator.Endpoint;
import io.ramal.simulator.PbxSetup;
import io.ramal.simulator.SimulatedPbx;
import io.ramal.simulator.SimulatorServer;
import io.ramal.simulator.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The whole server, a simulated PBX whose time passes, and a network between them. */
final class CutSite implements AutoCloseable {

  static final Duration PING_INTERVAL = Duration.ofSeconds(1);
  static final List<String> EXTENSIONS =
      IntStream.range(3000, 3020).mapToObj(String::valueOf).toList();

  private static final Pattern LOST =
      Pattern.compile("\"connected\":false[^}]*\"since\":\"([^\"]+)\"");
  private static final double PILE_UP = 0.05;
  private static final LinkTimes TIMES =
      new LinkTimes(
          PING_INTERVAL,
          Duration.ofMinutes(5),
          Duration.ofMillis(500),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofMillis(200),
          Duration.ofSeconds(2),
          Duration.ofMillis(100));

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final SimulatorServer pbx;
  private final Ticker ticker;
  private final TcpProxy proxy;
  private final Database database;
  private final PoolReader reader;
  private final Server server;

  CutSite(long seed) {
    var users = AmiUser.pool("ramal", "amisecret");
    var setup = PbxSetup.of(EXTENSIONS.stream().map(Endpoint::named).toList(), users);
    pbx =
        SimulatorServer.start(
            new SimulatedPbx(
                setup.expiryCheck(Duration.ofSeconds(1)).pileUp(PILE_UP),
                Instant.now(),
                new SplittableRandom(seed)));
    ticker = Ticker.start(pbx, Clock.systemUTC());
    proxy = TcpProxy.to(pbx.port());
    DatabaseSettings settings = TestDatabase.POSTGRESQL.migrated();
    database = Databases.open(settings);
    reader = new PoolReader(database);
    server = Server.start(settings(settings), TIMES);
  }

  private Settings settings(DatabaseSettings on) {
    return TestSettings.of(
        on,
        Map.of(
            "PORT", "0",
            "AMI_PORT", String.valueOf(proxy.port()),
            "AMI_USER", "ramal",
            "AMI_PASS", "amisecret",
            "EXT_PASSWORD", "secret",
            "EXTENSIONS", EXTENSIONS.getFirst() + "-" + EXTENSIONS.getLast(),
            "LEASE_TTL", "PT2S",
            "RECONNECT_GRACE", "PT1S"));
  }

  SimulatorServer pbx() {
    return pbx;
  }

  TcpProxy proxy() {
    return proxy;
  }

  /** When the link found that it is not connected; empty while it takes itself to be. */
  Optional<Instant> lostSince() {
    Matcher lost = LOST.matcher(get("/pbx").body());
    return lost.find() ? Optional.of(Instant.parse(lost.group(1))) : Optional.empty();
  }

  boolean synced() {
    return get("/pbx").body().contains("\"synced\":true");
  }

  /** An extension for a client; empty when there is none. */
  Optional<String> free() {
    HttpResponse<String> answer = get("/extensions/free");
    return answer.statusCode() == 200
        ? Optional.of(answer.body().replaceAll(".*\"extension\":\"([^\"]*)\".*", "$1"))
        : Optional.empty();
  }

  void release(String extension) {
    var body = HttpRequest.BodyPublishers.ofString("{\"extension\":\"" + extension + "\"}");
    int status = send(request("/extensions/release").POST(body)).statusCode();
    if (status != 200) {
      throw new AssertionError("a release was answered with " + status);
    }
  }

  private HttpResponse<String> get(String path) {
    return send(request(path));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path)).timeout(Duration.ofSeconds(10));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** Contacts and channels of each extension that has one, as the PBX has them. */
  Map<String, Set<String>> onPbx() {
    return pbx.with(CutSite::inUse);
  }

  private static Map<String, Set<String>> inUse(SimulatedPbx there) {
    var all = new TreeMap<String, Set<String>>();
    there.contacts().forEach(contact -> of(all, contact.extension()).add(contact.uri()));
    there.channels().forEach(channel -> of(all, channel.extension()).add(channel.uniqueid()));
    all.remove(Endpoint.TRUNK);
    return all;
  }

  private static Set<String> of(Map<String, Set<String>> all, String extension) {
    return all.computeIfAbsent(extension, _ -> new TreeSet<>());
  }

  /** The same, as the database has them. */
  Map<String, Set<String>> inDatabase() {
    var all = new TreeMap<String, Set<String>>();
    reader
        .extensions(PoolView.Filter.ALL, Optional.empty(), Integer.MAX_VALUE)
        .forEach(extension -> all.put(extension.name().value(), used(extension)));
    all.values().removeIf(Set::isEmpty);
    return all;
  }

  private static Set<String> used(Extension extension) {
    var all = new TreeSet<>(extension.facts().contacts().keySet());
    all.addAll(extension.facts().channels().keySet());
    return all;
  }

  Verdict verdict() {
    return new Verifier(database, PoolReader::all).verify();
  }

  @Override
  public void close() {
    server.close();
    database.close();
    proxy.close();
    ticker.close();
    pbx.close();
    http.close();
  }
}

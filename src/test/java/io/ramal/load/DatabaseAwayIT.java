package io.ramal.load;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.ramal.command.Server;
import io.ramal.database.Database;
import io.ramal.database.Databases;
import io.ramal.e2e.TestSettings;
import io.ramal.history.Verdict;
import io.ramal.history.Verifier;
import io.ramal.pool.PoolReader;
import io.ramal.rig.TraceServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL crashes under a server at work, and comes back. */
class DatabaseAwayIT {

  private static final int CLIENTS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private FragilePostgres postgres;
  private TraceServer pbx;
  private Server server;

  @BeforeEach
  void start() {
    postgres = new FragilePostgres(folder.resolve("data"));
    pbx = TraceServer.start("register");
    Databases.migrate(postgres.settings());
    server =
        Server.start(
            TestSettings.of(
                postgres.settings(),
                Map.of(
                    "PORT", "0",
                    "AMI_PORT", String.valueOf(pbx.port()),
                    "AMI_USER", "ramal",
                    "AMI_PASS", "amisecret",
                    "EXTENSIONS", "3000-3099")));
    await().atMost(PATIENCE).until(() -> get("/pbx").body().contains("\"synced\":true"));
  }

  @AfterEach
  void stop() {
    server.close();
    pbx.close();
    postgres.close();
    http.close();
  }

  @Test
  void callersAreToldToComeBackAndNothingAcknowledgedIsLost() throws Exception {
    Set<String> acknowledged = Clients.noneAcknowledged();
    try (var clients = new Clients(URI.create(server.url()), CLIENTS, "c", acknowledged)) {
      await().atMost(PATIENCE).until(() -> acknowledged.size() > 200);
      postgres.crash();
      await().atMost(PATIENCE).until(() -> clients.refused() > CLIENTS);
      HttpResponse<String> refusal = get("/extensions/free");
      assertEquals(503, refusal.statusCode());
      assertEquals("1", refusal.headers().firstValue("Retry-After").orElse(""));
      int before = acknowledged.size();
      postgres.restart();
      await().atMost(PATIENCE).until(() -> acknowledged.size() > before + 100);
    }
    assertHistoryHas(acknowledged);
  }

  @Test
  void whatHappenedOnThePbxMeanwhileIsReadAgain() throws Exception {
    postgres.crash();
    pbx.play();
    pbx.awaitFinished(PATIENCE);
    postgres.restart();
    await()
        .atMost(PATIENCE)
        .until(() -> get("/extensions/3000").body().contains("\"state\":\"busy\""));
    assertHistoryHas(Set.of());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(server.url() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private void assertHistoryHas(Set<String> acknowledged) {
    try (Database database = Databases.open(postgres.settings())) {
      var missing = new TreeSet<>(acknowledged);
      missing.removeAll(KillIT.recordedRequests(database));
      assertEquals(Set.of(), missing.stream().collect(Collectors.toSet()));
      assertInstanceOf(Verdict.Proven.class, new Verifier(database, PoolReader::all).verify());
    }
  }
}

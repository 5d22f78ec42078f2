package io.ramal.command;

import io.ramal.config.NameList;
import io.ramal.extension.ExtensionName;
import io.ramal.http.Errors;
import io.ramal.http.HttpServer;
import io.ramal.http.HttpSettings;
import io.ramal.http.HttpStartException;
import io.ramal.simulator.AmiUser;
import io.ramal.simulator.AsteriskVersion;
import io.ramal.simulator.Day;
import io.ramal.simulator.DayPlan;
import io.ramal.simulator.Endpoint;
import io.ramal.simulator.Fault;
import io.ramal.simulator.OverRest;
import io.ramal.simulator.PbxSetup;
import io.ramal.simulator.SimulatedPbx;
import io.ramal.simulator.SimulatorRoutes;
import io.ramal.simulator.SimulatorServer;
import io.ramal.simulator.Ticker;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ramal simulate}. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a simulated PBX to rehearse against, until it is told to stop (SIGTERM, Ctrl-C).",
      "Nobody telephones on it. docs/simulator.md says what it can do."
    })
final class Simulate implements Callable<Integer> {

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on (${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port of AMI; 0 for any (${DEFAULT-VALUE}).")
  private int port = 5038;

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      description = "Port of the page; 0 for any (${DEFAULT-VALUE}).")
  private int httpPort = 5039;

  @Option(names = "--user", paramLabel = "NAME", description = "Who may log in (${DEFAULT-VALUE}).")
  private String user = "ramal";

  @Option(
      names = "--secret",
      paramLabel = "SECRET",
      description = "With which secret (${DEFAULT-VALUE}).")
  private String secret = "simulated";

  @Option(
      names = "--extensions",
      paramLabel = "LIST",
      description = "The phones there are: names and ranges, as in EXTENSIONS (${DEFAULT-VALUE}).")
  private String extensions = "3000-3019";

  @Option(
      names = "--password",
      paramLabel = "PASSWORD",
      description = "What phones need to register and call; without it any will do.")
  private Optional<String> password = Optional.empty();

  @Option(
      names = "--asterisk",
      paramLabel = "16|22",
      description = "The version that is played (${DEFAULT-VALUE}).")
  private int asterisk = 22;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Of everything by chance (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--fault",
      paramLabel = "FAULT=RATE",
      description = "What goes wrong, and how many of all events suffer it: LOST=0.01.")
  private Map<Fault, Double> faults = Map.of();

  @Option(
      names = "--ramal",
      paramLabel = "URL",
      description = "A Ramal whose extensions virtual phones take and use; without it none move.")
  private Optional<URI> ramal = Optional.empty();

  @Option(
      names = "--phones",
      paramLabel = "NUMBER",
      description = "How many virtual phones (${DEFAULT-VALUE}).")
  private int phones = 10;

  @Option(
      names = "--speed",
      paramLabel = "FACTOR",
      description = "How much faster than life (${DEFAULT-VALUE}).")
  private double speed = 10;

  @Option(
      names = "--stuck",
      paramLabel = "RATE",
      description = "How many uses end stuck (${DEFAULT-VALUE}).")
  private double stuck = 0.02;

  @Spec private CommandSpec command;

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  @Override
  public Integer call() throws Exception {
    try {
      run();
    } catch (IllegalArgumentException wrong) {
      throw new Refusal(Refusal.SETTINGS, List.of(wrong.getMessage()));
    } finally {
      close();
    }
    return 0;
  }

  private void run() throws InterruptedException {
    SortedSet<String> names =
        new NameList(name -> ExtensionName.parse(name).isPresent()).apply(extensions);
    SimulatorServer server = keep(pbx(setup(names)));
    faults.forEach(server::faultRate);
    keep(Ticker.start(server, Clock.systemUTC()));
    HttpServer http = keep(http(server));
    ramal.ifPresent(url -> keep(Day.start(server, new OverRest(url), plan(names.size()))));
    print(server, http);
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop"));
    stopped.await();
  }

  private <T extends AutoCloseable> T keep(T closeable) {
    open.push(closeable);
    return closeable;
  }

  private PbxSetup setup(SortedSet<String> names) {
    List<Endpoint> endpoints =
        names.stream()
            .map(Endpoint::named)
            .map(endpoint -> password.map(endpoint::password).orElse(endpoint))
            .toList();
    return PbxSetup.of(endpoints, AmiUser.pool(user, secret)).version(version()).pileUp(0.1);
  }

  private AsteriskVersion version() {
    return switch (asterisk) {
      case 16 -> AsteriskVersion.ASTERISK_16;
      case 22 -> AsteriskVersion.ASTERISK_22;
      default -> throw new IllegalArgumentException("--asterisk is 16 or 22, not " + asterisk);
    };
  }

  private SimulatorServer pbx(PbxSetup setup) {
    var pbx = new SimulatedPbx(setup, Instant.now(), new SplittableRandom(seed));
    try {
      return SimulatorServer.start(pbx, host, port, seed);
    } catch (UncheckedIOException taken) {
      throw new Refusal(
          Refusal.OTHER,
          List.of(
              "AMI cannot listen on "
                  + host
                  + " port "
                  + port
                  + ": "
                  + taken.getCause().getMessage()
                  + "; name another with --port"));
    }
  }

  private HttpServer http(SimulatorServer server) {
    try {
      return HttpServer.startUndocumented(
          new HttpSettings(host, httpPort, Optional.empty()),
          List.of(new SimulatorRoutes(server)),
          Errors.standard());
    } catch (HttpStartException failure) {
      throw new Refusal(
          Refusal.OTHER, List.of(failure.getMessage() + ": name another with --http-port"));
    }
  }

  private DayPlan plan(int most) {
    return new DayPlan(Math.min(phones, most), 2, speed, stuck, seed);
  }

  private void print(SimulatorServer server, HttpServer http) {
    PrintWriter out = command.commandLine().getOut();
    out.println("A simulated PBX is listening; nobody telephones on it. Settings for Ramal:");
    out.println();
    out.println("    export AMI_HOST=" + host + " AMI_PORT=" + server.port());
    out.println("    export AMI_USER=" + user + " AMI_PASS=" + secret);
    out.println("    export EXTENSIONS=" + extensions);
    out.println("    export EXT_PASSWORD=" + password.orElse("any"));
    out.println();
    out.println("Its page: " + http.url() + " (seed " + seed + ")");
    out.flush();
  }

  /** Last opened, first closed. */
  private synchronized void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception failure) {
        throw new IllegalStateException(failure);
      }
    }
  }
}

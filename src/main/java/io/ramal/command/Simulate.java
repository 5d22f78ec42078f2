package io.ramal.command;

import io.ramal.config.NameList;
import io.ramal.extension.ExtensionName;
import io.ramal.simulator.AmiUser;
import io.ramal.simulator.AsteriskVersion;
import io.ramal.simulator.Endpoint;
import io.ramal.simulator.Fault;
import io.ramal.simulator.OverRest;
import io.ramal.simulator.PbxSetup;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  /** How often a session gets events after a list that is newer, as a busy PBX has it. */
  private static final double PILE_UP = 0.1;

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
      names = "--fault",
      paramLabel = "FAULT=RATE",
      description = "What goes wrong, and how many of all events suffer it: LOST=0.01.")
  private Map<Fault, Double> faults = Map.of();

  @Option(
      names = "--ramal",
      paramLabel = "URL",
      description = "A Ramal whose extensions virtual phones take and use; without it none move.")
  private Optional<URI> ramal = Optional.empty();

  @Mixin private DayOptions day;
  @Spec private CommandSpec command;

  @Override
  public Integer call() throws InterruptedException {
    try (Rehearsal rehearsal = Rehearsal.start(setup(), host, port, day.seed())) {
      faults.forEach(rehearsal.pbx()::faultRate);
      String page = rehearsal.page(host, httpPort);
      ramal.ifPresent(url -> rehearsal.live(new OverRest(url), day.plan(names().size())));
      print(rehearsal.pbx().port(), page);
      Serve.untilTold(rehearsal::close);
    } catch (IllegalArgumentException wrong) {
      throw new Refusal(Refusal.SETTINGS, List.of(wrong.getMessage()));
    }
    return 0;
  }

  private SortedSet<String> names() {
    return new NameList(name -> ExtensionName.parse(name).isPresent()).apply(extensions);
  }

  private PbxSetup setup() {
    List<Endpoint> endpoints =
        names().stream()
            .map(Endpoint::named)
            .map(endpoint -> password.map(endpoint::password).orElse(endpoint))
            .toList();
    return PbxSetup.of(endpoints, AmiUser.pool(user, secret)).version(version()).pileUp(PILE_UP);
  }

  private AsteriskVersion version() {
    return switch (asterisk) {
      case 16 -> AsteriskVersion.ASTERISK_16;
      case 22 -> AsteriskVersion.ASTERISK_22;
      default -> throw new IllegalArgumentException("--asterisk is 16 or 22, not " + asterisk);
    };
  }

  private void print(int amiPort, String page) {
    PrintWriter out = command.commandLine().getOut();
    out.printf(
        """
        A simulated PBX is listening; nobody telephones on it. Settings for Ramal:

            export AMI_HOST=%s AMI_PORT=%d
            export AMI_USER=%s AMI_PASS=%s
            export EXTENSIONS=%s
            export EXT_PASSWORD=%s

        Its page: %s (seed %d)
        """,
        host, amiPort, user, secret, extensions, password.orElse("any"), page, day.seed());
    out.flush();
  }
}

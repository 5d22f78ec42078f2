package io.ramal.command;

import io.ramal.config.Settings;
import io.ramal.config.SettingsException;
import io.ramal.config.SettingsReader;
import io.ramal.config.Sources;
import io.ramal.extension.ExtensionName;
import io.ramal.simulator.AmiUser;
import io.ramal.simulator.DayPlan;
import io.ramal.simulator.Endpoint;
import io.ramal.simulator.OverRest;
import io.ramal.simulator.PbxSetup;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ramal demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the server with a simulated PBX and virtual phones, until it is told to stop.",
      "Nobody telephones in it. Of the settings only HOST, PORT and CORS_ORIGINS count."
    })
final class Demo implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger("io.ramal");

  private static final String NAME = "simulated";
  private static final String SECRET = "demo";
  private static final int FIRST = 3000;
  private static final int PHONES = 20;
  private static final double PILE_UP = 0.1;
  private static final String IN_MEMORY = "jdbc:h2:mem:demo";
  private static final String IN_FILE = "jdbc:h2:file:./data/demo;WRITE_DELAY=0";
  private static final Set<String> OPERATORS = Set.of("HOST", "PORT", "API_PORT", "CORS_ORIGINS");

  @Option(
      names = "--keep",
      description = "Keep the history in ./data/demo; otherwise it is in memory.")
  private boolean kept;

  @Mixin private DayOptions day;

  @Override
  public Integer call() throws InterruptedException, SettingsException {
    DayPlan plan = day.plan(PHONES);
    try (Rehearsal rehearsal = Rehearsal.start(setup(), "127.0.0.1", 0, day.seed())) {
      Settings settings = settings(rehearsal.pbx().port());
      new Schema(new Rooms(settings).database()).migrateWhenThere();
      Server server = Serve.started(() -> Server.demo(settings));
      rehearsal.live(new OverRest(URI.create(server.url())), plan);
      LOG.info("DEMO: the PBX and its phones are simulated; nobody telephones");
      LOG.info("Ramal is listening on {}", server.url());
      Serve.untilTold(server::close, rehearsal::close);
    }
    return 0;
  }

  private static PbxSetup setup() {
    var endpoints =
        IntStream.range(FIRST, FIRST + PHONES)
            .mapToObj(number -> Endpoint.named(String.valueOf(number)).password(SECRET))
            .toList();
    return PbxSetup.of(endpoints, AmiUser.pool(NAME, SECRET)).pileUp(PILE_UP);
  }

  private Settings settings(int amiPort) throws SettingsException {
    var values = new TreeMap<>(System.getenv());
    values.keySet().retainAll(OPERATORS);
    values.putAll(
        Map.of(
            "AMI_HOST",
            "127.0.0.1",
            "AMI_PORT",
            String.valueOf(amiPort),
            "AMI_USER",
            NAME,
            "AMI_PASS",
            SECRET,
            "EXTENSIONS",
            FIRST + "-" + (FIRST + PHONES - 1),
            "EXT_PASSWORD",
            SECRET,
            "WSS_URL",
            "wss://simulated.invalid:8089/ws",
            "LEASE_TTL",
            "PT10S",
            "DB_URL",
            kept ? IN_FILE : IN_MEMORY));
    return SettingsReader.read(Sources.only(values), name -> ExtensionName.parse(name).isPresent())
        .ofPbx(NAME);
  }
}

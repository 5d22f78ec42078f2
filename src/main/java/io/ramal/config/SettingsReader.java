package io.ramal.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the settings once, and finds all that is wrong with them. */
public final class SettingsReader {

  /** What the values within the program are called. */
  static final String DEFAULT = "default";

  private static final Path HERE = Path.of("application.yaml");
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Set<String> SECRETS =
      Stream.of(Key.values()).filter(Key::secret).map(Enum::name).collect(Collectors.toSet());

  private final List<String> problems = new ArrayList<>();
  private final Predicate<String> legalName;
  private final Layer file;
  private final Values values;

  private SettingsReader(Sources sources, Predicate<String> legalName) {
    this.legalName = legalName;
    Layer properties = Layer.of("system property", sources.properties());
    Layer environment = Layer.of("environment", sources.environment());
    Layer bundled = YamlFile.bundled(problems);
    this.file = file(sources);
    this.values = new Values(List.of(environment, properties, file, bundled), SECRETS, problems);
    problems.addAll(Names.strangers(properties));
    problems.addAll(Names.strangers(environment));
    problems.addAll(Names.unknown(file));
  }

  /**
   * The settings, checked as a whole.
   *
   * @param legalName whether a text can name an extension
   * @throws SettingsException with all problems, if there is one
   */
  public static Settings read(Sources sources, Predicate<String> legalName)
      throws SettingsException {
    return reading(sources, legalName).settings();
  }

  /** The same, with what is in force for the eyes of an operator. */
  public static Reading reading(Sources sources, Predicate<String> legalName)
      throws SettingsException {
    return new SettingsReader(sources, legalName).reading();
  }

  private Layer file(Sources sources) {
    return sources
        .file()
        .or(() -> Optional.of(HERE).filter(here -> sources.here() && Files.exists(here)))
        .map(path -> YamlFile.read(path, problems))
        .orElse(Layer.of(HERE.toString(), Map.of()));
  }

  private Reading reading() throws SettingsException {
    Settings settings = settings();
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return new Reading(settings, new Effective(values, file).lines());
  }

  private Settings settings() {
    Settings.Database database = database();
    List<Settings.Pbx> pbxs = pbxs();
    Settings.Passwords passwords = passwords();
    List<String> notes = new Notices(values, database, pbxs, passwords).lines();
    return new Settings(http(), database, leases(), links(), pbxs, passwords, notes);
  }

  private Settings.Http http() {
    int apiPort = values.read(Key.API_PORT, 0, Meanings::listeningPort);
    return new Settings.Http(
        values.read(Key.HOST, "", Meanings::host),
        values.read(Key.PORT, apiPort, Meanings::listeningPort),
        values.read(Key.CORS_ORIGINS, Optional.empty(), Meanings::origins));
  }

  private Settings.Database database() {
    return new Settings.Database(
        values.read(Key.DB_URL, "", Meanings::databaseUrl),
        values.read(Key.DB_USER, "", Meanings::oneLine),
        values.read(Key.DB_PASSWORD, Secret.NONE, Meanings::secret),
        values.optional(Key.DB_MIGRATE_USER.name(), "", Meanings::oneLine),
        values.read(Key.DB_MIGRATE_PASSWORD, Secret.NONE, Meanings::secret));
  }

  private Settings.Leases leases() {
    var upToAnHour = Meanings.duration(Duration.ZERO, HOUR);
    return new Settings.Leases(
        values.read(Key.LEASE_TTL, HOUR, Meanings.duration(SHORTEST, HOUR)),
        values.read(Key.RECONNECT_GRACE, HOUR, upToAnHour),
        values.read(Key.RESTART_GRACE, HOUR, upToAnHour),
        values.read(
            Key.LINK_DOWN_EXPIRY, Optional.empty(), Meanings.durationOrOff(SHORTEST, WEEK)));
  }

  private Settings.Links links() {
    var upToAnHour = Meanings.duration(SHORTEST, HOUR);
    return new Settings.Links(
        values.read(Key.RESYNC_INTERVAL, HOUR, upToAnHour),
        values.read(Key.AMI_PING_INTERVAL, HOUR, upToAnHour));
  }

  private List<Settings.Pbx> pbxs() {
    var pbxs = new Pbxs(values, new NameList(legalName), problems);
    return file.pbxs().isEmpty() ? List.of(pbxs.one()) : pbxs.listed(file);
  }

  private Settings.Passwords passwords() {
    Secret common = values.read(Key.EXT_PASSWORD, Secret.NONE, Meanings::secret);
    Map<String, Secret> own =
        values
            .optional(Key.EXT_PASSWORDS_FILE.name(), Path.of(""), Path::of)
            .map(path -> PasswordFile.read(path, legalName, problems))
            .orElse(Map.of());
    return new Settings.Passwords(common, own);
  }
}

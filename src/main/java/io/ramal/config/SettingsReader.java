package io.ramal.config;

import io.ramal.config.Settings.Http;
import io.ramal.config.Settings.Leases;
import io.ramal.config.Settings.Links;
import io.ramal.config.Settings.Passwords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads and checks all settings, and tells all problems at once. */
public final class SettingsReader {

  private static final Pattern ORIGIN = Pattern.compile("https?://[^/\\s,]+");
  private static final Pattern DATABASE = Pattern.compile("jdbc:(h2|postgresql):.+");

  private final Sources sources;
  private final Values values;
  private final List<String> problems = new ArrayList<>();
  private final PbxReader pbxs;

  private SettingsReader(Sources sources, Predicate<String> legalExtension) {
    this.sources = sources;
    this.values = new Values(sources, problems::add);
    this.pbxs = new PbxReader(sources, values, legalExtension, problems::add);
  }

  /**
   * All settings.
   *
   * @param legalExtension whether an extension can have this name
   * @throws SettingsException with every problem there is
   */
  public static Settings read(Sources sources, Predicate<String> legalExtension)
      throws SettingsException {
    return new SettingsReader(sources, legalExtension).settings();
  }

  private Settings settings() throws SettingsException {
    unknownNames();
    var pbxList = pbxs.read();
    var settings =
        new Settings(
            http(),
            database(),
            leases(),
            new Links(values.duration("AMI_PING_INTERVAL"), values.duration("RESYNC_INTERVAL")),
            pbxList,
            passwords(),
            notes());
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return settings;
  }

  private void unknownNames() {
    var unknown = new TreeSet<String>();
    sources
        .variables()
        .forEach(name -> Stream.of(name).filter(Names::mistaken).forEach(unknown::add));
    sources.namesInFile().stream()
        .filter(name -> !Names.known(name) && !name.equals(Names.PBX))
        .forEach(unknown::add);
    unknown.forEach(
        name -> problems.add(name + " is no setting of Ramal: take it out, or correct its name"));
  }

  private Http http() {
    String port =
        sources.said("PORT").isEmpty() && sources.said("API_PORT").isPresent()
            ? "API_PORT"
            : "PORT";
    return new Http(sources.value("HOST"), values.port(port, 0), origins());
  }

  private Optional<Set<String>> origins() {
    return sources
        .said("CORS_ORIGINS")
        .map(list -> Stream.of(list.split(",")).map(String::strip).collect(Collectors.toSet()))
        .map(this::checkedOrigins);
  }

  private Set<String> checkedOrigins(Set<String> origins) {
    origins.stream()
        .filter(origin -> !ORIGIN.matcher(origin).matches())
        .forEach(
            origin ->
                problems.add(
                    "CORS_ORIGINS: '"
                        + origin
                        + "' is no origin: write https://host or"
                        + " https://host:port, without a path"));
    return origins;
  }

  private Settings.Database database() {
    String url = sources.value("DB_URL");
    if (!DATABASE.matcher(url).matches()) {
      problems.add(
          "DB_URL: '" + url + "' is not understood: begin it with jdbc:h2: or jdbc:postgresql:");
    }
    return new Settings.Database(
        url,
        sources.value("DB_USER"),
        sources.value("DB_PASSWORD"),
        sources.said("DB_MIGRATE_USER"),
        sources.value("DB_MIGRATE_PASSWORD"));
  }

  private Leases leases() {
    boolean never = sources.value("LINK_DOWN_EXPIRY").matches("off|false");
    return new Leases(
        values.duration("LEASE_TTL"),
        values.duration("RECONNECT_GRACE"),
        values.duration("RESTART_GRACE"),
        never ? Optional.empty() : Optional.of(values.duration("LINK_DOWN_EXPIRY")));
  }

  private Passwords passwords() {
    Map<String, String> own =
        sources
            .said("EXT_PASSWORDS_FILE")
            .map(file -> PasswordsFile.read(file, problems::add))
            .orElse(Map.of());
    return new Passwords(sources.value("EXT_PASSWORD"), own);
  }

  private List<String> notes() {
    var notes = new ArrayList<String>();
    if (sources.said(Names.BUSY_TTL).isPresent()) {
      notes.add(
          Names.BUSY_TTL
              + " is retired and has no effect: a client that is registered is never freed by a"
              + " timer");
    }
    if (sources.said("EXT_PASSWORD").isEmpty() && sources.said("EXT_PASSWORDS_FILE").isEmpty()) {
      notes.add("EXT_PASSWORD is not set: clients are given an empty SIP password");
    }
    return notes;
  }
}

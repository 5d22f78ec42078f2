package io.ramal.config;

import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Where settings come from, the first one winning: environment, system properties, a file, and the
 * defaults packed with the program.
 */
public final class Sources {

  private static final String DEFAULTS = "application.yaml";

  private final Map<String, String> environment;
  private final Properties properties;
  private final Config file;
  private final Config defaults;

  private Sources(
      Map<String, String> environment, Properties properties, Config file, Config defaults) {
    this.environment = environment;
    this.properties = properties;
    this.file = file;
    this.defaults = defaults;
  }

  /**
   * The sources of this process.
   *
   * @param file named by the operator; without one, ./application.yaml where there is one
   * @throws SettingsException when the file cannot be read
   */
  public static Sources of(
      Map<String, String> environment, Properties properties, Optional<Path> file)
      throws SettingsException {
    Path here = Path.of(DEFAULTS);
    Optional<Path> found = file.or(() -> Optional.of(here).filter(Files::isRegularFile));
    Config yaml = found.isPresent() ? read(found.get()) : Config.empty();
    return new Sources(environment, properties, yaml, built(ConfigSources.classpath(DEFAULTS)));
  }

  private static Config read(Path file) throws SettingsException {
    if (!Files.isReadable(file)) {
      throw new SettingsException(
          List.of("--config " + file + " cannot be read: name a file that is there"));
    }
    try {
      return built(ConfigSources.file(file));
    } catch (RuntimeException malformed) {
      throw new SettingsException(
          List.of(file + " is not YAML: mend it (" + firstLine(malformed) + ")"));
    }
  }

  private static Config built(
      java.util.function.Supplier<? extends io.helidon.config.spi.ConfigSource> source) {
    return Config.builder()
        .disableEnvironmentVariablesSource()
        .disableSystemPropertiesSource()
        .disableValueResolving()
        .addSource(source)
        .build();
  }

  private static String firstLine(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }

  /** What the operator says; empty where nothing or an empty text is said. */
  Optional<String> said(String name) {
    return Optional.ofNullable(environment.get(name))
        .or(() -> Optional.ofNullable(properties.getProperty(name)))
        .or(() -> text(file, name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /** What the operator says, else the default, else an empty text. */
  String value(String name) {
    return said(name).or(() -> text(defaults, name)).orElse("");
  }

  private static Optional<String> text(Config config, String name) {
    return config.get(name).asString().asOptional();
  }

  /** The list of PBXs in the file; empty without one. */
  List<Config> pbxs() {
    return file.get(Names.PBX).asNodeList().orElse(List.of());
  }

  /** The names at the top of the file. */
  List<String> namesInFile() {
    return file.asNodeList().orElse(List.of()).stream().map(Config::name).toList();
  }

  /** Every variable of the environment. */
  Iterable<String> variables() {
    return environment.keySet();
  }
}

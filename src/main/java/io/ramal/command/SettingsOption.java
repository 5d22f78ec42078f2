package io.ramal.command;

import io.ramal.config.Reading;
import io.ramal.config.Settings;
import io.ramal.config.SettingsException;
import io.ramal.config.SettingsReader;
import io.ramal.config.Sources;
import io.ramal.extension.ExtensionName;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that every command has which needs the settings. */
final class SettingsOption {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings in YAML; otherwise ./application.yaml, where there is one.")
  private Optional<Path> file = Optional.empty();

  Settings read() throws SettingsException {
    return reading().settings();
  }

  Reading reading() throws SettingsException {
    Sources sources = Sources.of(System.getenv(), System.getProperties(), file);
    return SettingsReader.reading(sources, name -> ExtensionName.parse(name).isPresent());
  }
}

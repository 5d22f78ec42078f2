package io.ramal.e2e;

import io.ramal.config.Settings;
import io.ramal.config.SettingsException;
import io.ramal.config.SettingsReader;
import io.ramal.config.Sources;
import io.ramal.database.DatabaseSettings;
import io.ramal.extension.ExtensionName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Settings as an operator would give them in the environment, and nothing else. */
public final class TestSettings {

  private TestSettings() {}

  /** The settings that these variables and this database make; the PBX is on this machine. */
  public static Settings of(DatabaseSettings database, Map<String, String> environment) {
    var all = new HashMap<>(environment);
    all.put("AMI_HOST", "127.0.0.1");
    all.put("DB_URL", database.url());
    all.put("DB_USER", database.user());
    all.put("DB_PASSWORD", database.password());
    try {
      return SettingsReader.read(
          Sources.of(all, new Properties(), Optional.empty()),
          name -> ExtensionName.parse(name).isPresent());
    } catch (SettingsException unusable) {
      throw new IllegalStateException(unusable);
    }
  }
}

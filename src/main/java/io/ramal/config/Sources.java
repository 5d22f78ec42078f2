package io.ramal.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Where settings are looked for, the first before the next; what none of them sets is as in the
 * {@code application.yaml} within the program.
 *
 * @param environment variables of the environment
 * @param properties system properties
 * @param file named by the operator; without one, {@code application.yaml} in the working
 *     directory, where there is one
 */
public record Sources(
    Map<String, String> environment, Map<String, String> properties, Optional<Path> file) {

  /** With system properties as Java has them. */
  public static Sources of(
      Map<String, String> environment, Properties properties, Optional<Path> file) {
    var texts = new TreeMap<String, String>();
    properties.stringPropertyNames().forEach(name -> texts.put(name, properties.getProperty(name)));
    return new Sources(environment, texts, file);
  }
}

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
 * @param file named by the operator
 * @param here whether, without one, {@code application.yaml} in the working directory counts
 */
public record Sources(
    Map<String, String> environment,
    Map<String, String> properties,
    Optional<Path> file,
    boolean here) {

  /** With {@code application.yaml} in the working directory, unless another file is named. */
  public Sources(
      Map<String, String> environment, Map<String, String> properties, Optional<Path> file) {
    this(environment, properties, file, true);
  }

  /** These values and nothing else of the operator's. */
  public static Sources only(Map<String, String> values) {
    return new Sources(values, Map.of(), Optional.empty(), false);
  }

  /** With system properties as Java has them. */
  public static Sources of(
      Map<String, String> environment, Properties properties, Optional<Path> file) {
    var texts = new TreeMap<String, String>();
    properties.stringPropertyNames().forEach(name -> texts.put(name, properties.getProperty(name)));
    return new Sources(environment, texts, file);
  }
}

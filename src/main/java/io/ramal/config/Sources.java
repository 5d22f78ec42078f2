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
 * @param properties system properties
 * @param environment environment variables
 * @param file the file that was asked for; empty for {@code application.yaml} in the directory,
 *     which need not be there
 * @param directory the working directory
 */
public record Sources(
    Map<String, String> properties,
    Map<String, String> environment,
    Optional<Path> file,
    Path directory) {

  /** Those of this process. */
  public static Sources ofProcess(Optional<Path> file) {
    return new Sources(texts(System.getProperties()), System.getenv(), file, Path.of(""));
  }

  private static Map<String, String> texts(Properties properties) {
    var texts = new TreeMap<String, String>();
    properties.stringPropertyNames().forEach(name -> texts.put(name, properties.getProperty(name)));
    return texts;
  }
}

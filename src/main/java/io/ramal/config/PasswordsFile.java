package io.ramal.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads {@code EXT_PASSWORDS_FILE}: a line {@code EXTENSION=PASSWORD} for each. */
final class PasswordsFile {

  private PasswordsFile() {}

  static Map<String, String> read(String file, Consumer<String> problems) {
    var passwords = new HashMap<String, String>();
    List<String> lines = lines(file, problems);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      int equals = line.indexOf('=');
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (equals < 1) {
        problems.accept("EXT_PASSWORDS_FILE, line " + (i + 1) + ": write EXTENSION=PASSWORD");
      } else {
        passwords.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }
    return passwords;
  }

  private static List<String> lines(String file, Consumer<String> problems) {
    try {
      return Files.readAllLines(Path.of(file));
    } catch (IOException unreadable) {
      problems.accept("EXT_PASSWORDS_FILE: " + file + " cannot be read: name a file that can");
      return List.of();
    }
  }
}

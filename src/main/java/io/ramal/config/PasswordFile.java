package io.ramal.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A file of lines {@code extension=password}. What stands behind the first equals sign is the
 * password, to the end of the line; empty lines and those that begin with # are passed over.
 */
final class PasswordFile {

  private final Path file;
  private final Predicate<String> legal;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Secret> passwords = new HashMap<>();

  private PasswordFile(Path file, Predicate<String> legal) {
    this.file = file;
    this.legal = legal;
  }

  /** The passwords by extension; what is wrong with the file is added to the problems. */
  static Map<String, Secret> read(Path file, Predicate<String> legal, List<String> problems) {
    var read = new PasswordFile(file, legal);
    read.lines();
    problems.addAll(read.problems);
    return Map.copyOf(read.passwords);
  }

  private void lines() {
    try {
      List<String> lines = Files.readAllLines(file);
      for (int number = 1; number <= lines.size(); number++) {
        line(number, lines.get(number - 1));
      }
    } catch (IOException unreadable) {
      problems.add(
          "EXT_PASSWORDS_FILE: "
              + file
              + " cannot be read as UTF-8 text ("
              + unreadable.getClass().getSimpleName()
              + ")");
    }
  }

  private void line(int number, String line) {
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    int equals = line.indexOf('=');
    String extension = equals < 0 ? "" : line.substring(0, equals).strip();
    if (!legal.test(extension) || equals == line.length() - 1) {
      wrong(number, "must be extension=password");
    } else if (passwords.put(extension, new Secret(line.substring(equals + 1))) != null) {
      wrong(number, "is the second one for " + extension);
    }
  }

  private void wrong(int number, String what) {
    problems.add("EXT_PASSWORDS_FILE: " + file + ", line " + number + " " + what);
  }
}

package io.ramal.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folder of an H2 file. H2 itself would tell of one that cannot be written in many lines.
 *
 * @param folder its path; empty where the database is no file
 */
record DataFolder(Optional<Path> folder) {

  private static final Pattern FILE =
      Pattern.compile("jdbc:h2:(?:file:)?([./~][^;]*|[A-Z]:[^;]*).*");

  static DataFolder of(String url) {
    Matcher file = FILE.matcher(url);
    return new DataFolder(
        file.matches()
            ? Optional.of(Path.of(atHome(file.group(1))).toAbsolutePath().normalize().getParent())
            : Optional.empty());
  }

  private static String atHome(String file) {
    return file.startsWith("~/") ? System.getProperty("user.home") + file.substring(1) : file;
  }

  /** Makes it, where it is not there. */
  void requireWritable() {
    folder.ifPresent(DataFolder::requireWritable);
  }

  private static void requireWritable(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException failure) {
      throw refusal(folder);
    }
    if (!Files.isWritable(folder)) {
      throw refusal(folder);
    }
  }

  private static Refusal refusal(Path folder) {
    return new Refusal(
        Refusal.OTHER,
        List.of(
            "the folder "
                + folder
                + " cannot be written: give this user the right to, or name another one in"
                + " DB_URL"));
  }
}

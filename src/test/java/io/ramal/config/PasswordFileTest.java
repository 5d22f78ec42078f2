package io.ramal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file with the passwords of single extensions. */
class PasswordFileTest {

  @TempDir private Path directory;
  private final List<String> problems = new ArrayList<>();

  @Test
  void takesWhatIsBehindTheFirstEqualsSignToTheEndOfTheLine() throws Exception {
    var passwords = read("# passwords\n\n3000=a=b #c \n agent-7 = x\n");

    assertEquals(Map.of("3000", new Secret("a=b #c "), "agent-7", new Secret(" x")), passwords);
    assertEquals(List.of(), problems);
  }

  @Test
  void goesBeforeTheCommonPassword() throws Exception {
    var passwords = new Settings.Passwords(new Secret("common"), read("3000=own\n"));

    assertEquals("own", passwords.of("3000").value());
    assertEquals("common", passwords.of("3001").value());
  }

  @Test
  void namesEachLineThatIsWrongAndShowsNone() throws Exception {
    read("3000=a\nsecret\n3000=b\n30 00=c\n3001=\n=d\n");

    String file = "EXT_PASSWORDS_FILE: " + directory.resolve("passwords") + ", line ";
    assertEquals(
        List.of(
            file + "2 must be extension=password",
            file + "3 is the second one for 3000",
            file + "4 must be extension=password",
            file + "5 must be extension=password",
            file + "6 must be extension=password"),
        problems);
  }

  private Map<String, Secret> read(String text) throws Exception {
    Path file = Files.writeString(directory.resolve("passwords"), text);
    return PasswordFile.read(file, name -> name.matches("[A-Za-z0-9_.+-]{1,40}"), problems);
  }
}

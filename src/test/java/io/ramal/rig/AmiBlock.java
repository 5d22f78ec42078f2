package io.ramal.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** One block of an AMI stream: its fields in order. A name can come twice, a value can be empty. */
public record AmiBlock(List<Field> fields) {

  /** One line of a block; the value is as it was sent, without the space after the colon. */
  public record Field(String name, String value) {}

  public AmiBlock {
    fields = List.copyOf(fields);
  }

  /** The block that these lines make; lines end with LF or CRLF, empty ones are passed over. */
  public static AmiBlock parse(String text) {
    List<Field> fields = new ArrayList<>();
    text.lines().filter(line -> !line.isBlank()).forEach(line -> fields.add(field(line)));
    return new AmiBlock(fields);
  }

  /** The next block of a stream; empty at its end. */
  static Optional<AmiBlock> read(BufferedReader in) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.isEmpty() && !text.isEmpty()) {
        return Optional.of(parse(text.toString()));
      }
      text.append(line).append(line.isEmpty() ? "" : "\n");
    }
    return Optional.empty();
  }

  private static Field field(String line) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      return new Field(line, "");
    }
    String value = line.substring(colon + 1);
    return new Field(line.substring(0, colon), value.startsWith(" ") ? value.substring(1) : value);
  }

  /** The first value of that name, whatever its case. */
  public Optional<String> find(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst();
  }

  /** The first value of that name; {@link NoSuchElementException} if there is none. */
  public String get(String name) {
    return find(name).orElseThrow(() -> new NoSuchElementException(name + " in " + this));
  }

  /** All values of that name, in order. */
  public List<String> all(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .toList();
  }

  public boolean isEvent(String name) {
    return find("Event").filter(name::equals).isPresent();
  }

  /**
   * An event that happened on the PBX, not an item of a list and not the FullyBooted that greets a
   * client: those have no privilege or no time.
   */
  public boolean isLive() {
    return find("Event").isPresent()
        && find("Privilege").isPresent()
        && !(isEvent("FullyBooted") && find("Timestamp").isEmpty());
  }
}

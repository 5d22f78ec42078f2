package io.ramal.extension;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of an extension as the PBX knows its endpoint, such as {@code 3000} or {@code agent-7}.
 * Names are compared whole and never by prefix: 300, 3000 and 30001 are three extensions.
 *
 * @param value 1 to 40 characters of {@code A-Z a-z 0-9 _ . + -}, and none of the reserved words
 */
public record ExtensionName(String value) implements Comparable<ExtensionName> {

  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9_.+-]{1,40}");

  /** Words that are routes below {@code /extensions} and therefore cannot name an extension. */
  public static final Set<String> RESERVED = Set.of("free", "status", "release", "reset");

  /** Throws IllegalArgumentException when the value is not a legal name. */
  public ExtensionName {
    if (!legal(value)) {
      throw new IllegalArgumentException("not an extension name: " + value);
    }
  }

  /** The name, or empty when the text is not a legal one. Nothing is trimmed. */
  public static Optional<ExtensionName> parse(String text) {
    return legal(text) ? Optional.of(new ExtensionName(text)) : Optional.empty();
  }

  private static boolean legal(String text) {
    return LEGAL.matcher(text).matches() && !RESERVED.contains(text);
  }

  @Override
  public int compareTo(ExtensionName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

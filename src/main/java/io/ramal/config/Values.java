package io.ramal.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The values of all layers, the first layer before the next, and the problems found in them. */
final class Values {

  /**
   * A value and where it is from.
   *
   * @param name its name
   * @param text itself
   * @param secret whether it may be shown
   * @param where the place in which it is set
   */
  record Found(String name, String text, boolean secret, String where) {

    private static final String IN_ADDRESS =
        "(?i)(?<=password=)[^&;]*|(?<=//[^/@:?]{0,100}:)[^/@?]*(?=@)";

    /** What the value is, in a sentence, without giving a secret away. */
    String said() {
      return name + " (" + where + ")" + (secret ? ":" : " is \"" + shown() + "\":");
    }

    /** The text on one line; a password within an address is not shown. */
    String shown() {
      return text.replaceAll(IN_ADDRESS, "(set)").replaceAll("\\p{Cc}", "␤");
    }
  }

  private final List<Layer> layers;
  private final Set<String> secrets;
  private final List<String> problems;

  Values(List<Layer> layers, Set<String> secrets, List<String> problems) {
    this.layers = layers;
    this.secrets = secrets;
    this.problems = problems;
  }

  /** The value, or empty when no layer has one; what is set to nothing is not set. */
  Optional<Found> find(String name) {
    return layers.stream().flatMap(layer -> find(name, layer).stream()).findFirst();
  }

  private Optional<Found> find(String name, Layer layer) {
    boolean secret = secrets.contains(name);
    return Optional.ofNullable(layer.values().get(name))
        .filter(text -> !text.isBlank())
        .map(text -> new Found(name, secret ? text : text.strip(), secret, layer.where()));
  }

  boolean has(Key key) {
    return find(key.name()).isPresent();
  }

  /** What the text means; the substitute when it is wrong, or not set. */
  <T> T read(Key key, T substitute, Function<String, T> meaning) {
    return optional(key.name(), substitute, meaning).orElse(substitute);
  }

  /** The same, of a value that must be set. */
  <T> T required(String name, T substitute, Function<String, T> meaning) {
    Optional<T> value = optional(name, substitute, meaning);
    if (value.isEmpty()) {
      problems.add(layers.getFirst().where() + ": \"" + name + "\" must be set");
    }
    return value.orElse(substitute);
  }

  /**
   * What the text means, or empty when it is not set.
   *
   * @param substitute stands in for what is wrong
   * @param meaning throws IllegalArgumentException, with what the text must be, when it is wrong
   */
  <T> Optional<T> optional(String name, T substitute, Function<String, T> meaning) {
    return find(name).map(found -> read(found, substitute, meaning));
  }

  private <T> T read(Found found, T substitute, Function<String, T> meaning) {
    try {
      return meaning.apply(found.text());
    } catch (IllegalArgumentException wrong) {
      problems.add(found.said() + " " + wrong.getMessage());
      return substitute;
    }
  }
}

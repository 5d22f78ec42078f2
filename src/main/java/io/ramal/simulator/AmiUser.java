package io.ramal.simulator;

import java.util.List;
import java.util.Set;

/**
 * Who may log in.
 *
 * @param read classes of events it is sent; {@code all} for every class
 * @param write classes of actions it may ask for
 */
public record AmiUser(String name, String secret, Set<String> read, Set<String> write) {

  private static final Set<String> ALL = Set.of("all");

  /** Copies the classes. */
  public AmiUser {
    read = Set.copyOf(read);
    write = Set.copyOf(write);
  }

  /** With the least rights that do for Ramal. */
  public static AmiUser pool(String name, String secret) {
    return new AmiUser(name, secret, Set.of("system", "call"), Set.of("system"));
  }

  /** With every right. */
  public static AmiUser admin(String name, String secret) {
    return new AmiUser(name, secret, ALL, ALL);
  }

  boolean mayRead(String eventClass) {
    return read.contains("all") || read.contains(eventClass);
  }

  /** One of the classes is enough; an action of no class is for everybody. */
  boolean mayAsk(List<String> classes) {
    return classes.isEmpty() || write.contains("all") || classes.stream().anyMatch(write::contains);
  }
}

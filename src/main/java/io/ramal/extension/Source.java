package io.ramal.extension;

import java.util.Locale;

/** Where a change came from; the word in JSON and SQL is the constant in lower case. */
public enum Source {
  /** A REST call. */
  API,
  /** An event of the PBX. */
  AMI,
  /** A re-read of the whole PBX that found a difference to what was believed. */
  RECONCILE,
  /** A re-read of just one extension after it was cleared by hand. */
  RELEASE_CHECK,
  /** A deadline. */
  TIMER,
  /** The settings. */
  CONFIGURATION;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word used in JSON and SQL. */
  public String word() {
    return word;
  }

  /** The source with this word; throws IllegalArgumentException for any other word. */
  public static Source of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}

package io.ramal.config;

import java.util.List;

/**
 * Settings that were found to be right, and where they are from.
 *
 * @param settings themselves
 * @param effective a line for each name that is set: its value, unless it is secret, and the place
 */
public record Reading(Settings settings, List<String> effective) {

  /** Copies the list. */
  public Reading {
    effective = List.copyOf(effective);
  }
}

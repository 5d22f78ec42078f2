package io.ramal.config;

import java.util.List;

/**
 * Settings that were found to be right.
 *
 * @param settings themselves
 * @param effective a line for each name that is set: its value, unless it is secret, and where it
 *     is set
 * @param notices a line for each thing that is right and yet worth knowing
 */
public record Reading(Settings settings, List<String> effective, List<String> notices) {

  /** Copies the lists. */
  public Reading {
    effective = List.copyOf(effective);
    notices = List.copyOf(notices);
  }
}

package io.ramal.doctor;

import io.ramal.http.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.stream.Stream;

/**
 * One thing that is not as it should be.
 *
 * @param check the stable word of the check that found it; docs/operations.md lists them
 * @param severity how bad it is
 * @param what is wrong
 * @param why it matters, in one sentence
 * @param fix the line to change, and in which file
 */
record Finding(String check, Severity severity, String what, String why, String fix) {

  /** Throws IllegalArgumentException when a part is empty. */
  Finding {
    if (Stream.of(check, what, why, fix).anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("a finding must say everything: " + check + " " + what);
    }
  }

  static Finding error(String check, String what, String why, String fix) {
    return new Finding(check, Severity.ERROR, what, why, fix);
  }

  static Finding warning(String check, String what, String why, String fix) {
    return new Finding(check, Severity.WARNING, what, why, fix);
  }

  static Finding note(String check, String what, String why, String fix) {
    return new Finding(check, Severity.NOTE, what, why, fix);
  }

  boolean isWrong() {
    return severity != Severity.NOTE;
  }

  JsonObjectBuilder json() {
    return Json.object()
        .add("check", check)
        .add("severity", severity.word())
        .add("what", what)
        .add("why", why)
        .add("fix", fix);
  }
}

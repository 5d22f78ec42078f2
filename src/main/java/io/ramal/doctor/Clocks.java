package io.ramal.doctor;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What the distance between two clocks means. */
final class Clocks {

  private static final Duration MOST = Duration.ofSeconds(1);

  private Clocks() {}

  static String said(Duration offset) {
    return String.format(Locale.ROOT, "%+.4f s", offset.toNanos() / 1e9);
  }

  /**
   * A warning when the clock is off.
   *
   * @param whose "the clock of ..."
   * @param offset that clock minus this machine's
   * @param where it is to be set
   */
  static Optional<Finding> finding(String check, String whose, Duration offset, String where) {
    return offset.abs().compareTo(MOST) <= 0
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                check,
                whose + " and that of this machine differ by " + said(offset),
                "Times in the history are then not those of the logs beside it.",
                "keep time by NTP (chrony or systemd-timesyncd) "
                    + where
                    + " and on this machine"));
  }
}

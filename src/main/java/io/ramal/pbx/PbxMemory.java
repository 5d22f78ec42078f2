package io.ramal.pbx;

import java.util.Optional;

/** What is known of a PBX from one connection to the next. Safe for many threads. */
final class PbxMemory {

  private final ContactTally tally = new ContactTally();
  private Optional<String> lastStartup = Optional.empty();

  ContactTally tally() {
    return tally;
  }

  /**
   * Whether the PBX was started anew since the last connection; then what it told of contacts
   * before is no measure any more.
   *
   * @param startup when it was started, in its own words
   */
  synchronized boolean restarted(Optional<String> startup) {
    boolean restarted =
        lastStartup.isPresent() && startup.isPresent() && !startup.equals(lastStartup);
    lastStartup = startup.or(() -> lastStartup);
    if (restarted) {
      tally.forget();
    }
    return restarted;
  }
}

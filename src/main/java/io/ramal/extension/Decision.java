package io.ramal.extension;

import java.util.List;

/** What a trigger does to an extension. */
public sealed interface Decision {

  /**
   * The extension changes.
   *
   * @param changes at least one, in order; the last one's {@code after} is the extension to save
   */
  record Changed(List<Change> changes) implements Decision {

    /** Copies the list; throws IllegalArgumentException when it is empty. */
    public Changed {
      changes = List.copyOf(changes);
      if (changes.isEmpty()) {
        throw new IllegalArgumentException("a change needs at least one step");
      }
    }

    /** The extension after the last step. */
    public Extension after() {
      return changes.getLast().after();
    }
  }

  /** Nothing changes: what the trigger says was known already. */
  record Unchanged() implements Decision {}

  /**
   * The trigger asks for what cannot be, and nothing changes.
   *
   * @param why the rule it ran into
   */
  record Refused(Refusal why) implements Decision {}

  /** The rules that refuse. */
  enum Refusal {
    /** It is leased, in use, unverified, fixed or out of service. */
    NOT_AVAILABLE,
    /** The pool does not know this extension. */
    UNKNOWN_EXTENSION
  }
}

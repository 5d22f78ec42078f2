package io.ramal.extension;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The changes decided so far within one trigger. Confined to one decision. */
final class Progress {

  private final List<Change> changes = new ArrayList<>();
  private final Instant now;
  private Extension current;

  Progress(Extension start, Instant now) {
    this.current = start;
    this.now = now;
  }

  Instant now() {
    return now;
  }

  Extension current() {
    return current;
  }

  Facts facts() {
    return current.facts();
  }

  void step(Event event, Facts after, Evidence evidence, String detail) {
    State from = current.state();
    Optional<Lease> lease = after.lease().or(() -> facts().lease());
    current = current.changedTo(after, now);
    changes.add(new Change(event, from, current, lease, evidence, detail));
  }

  void move(String pbx) {
    current = current.movedTo(pbx);
  }

  Decision decision() {
    return changes.isEmpty() ? new Decision.Unchanged() : new Decision.Changed(changes);
  }
}

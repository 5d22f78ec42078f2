package io.ramal.pool;

import io.ramal.extension.Trigger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The PBXs of which a signal was lost on its way into the database. Until one of them has been read
 * again as a whole, an answered Ping proves nothing about it: what the Ping was sent behind may be
 * just what was lost. For the writer's thread.
 */
final class LostSignals {

  private final Set<String> pbxs = new HashSet<>();

  /** What these would have recorded is not recorded. */
  void lost(List<Work.Step> steps) {
    steps.stream().flatMap(step -> step.stamp().stream()).map(LinkStamp::pbx).forEach(pbxs::add);
  }

  /** All that the PBX had when it was read has been recorded. */
  void applied(Signal.Snapshot snapshot) {
    if (snapshot.touched().isEmpty()) {
      pbxs.remove(snapshot.stamp().pbx());
    }
  }

  /** Whether this is a conclusion from a Ping that must not be drawn now. */
  boolean forbid(Work work) {
    return work instanceof Work.Step step
        && step.trigger() instanceof Trigger.DeadlinePassed deadline
        && deadline.proof() == Trigger.Proof.PING_ANSWERED
        && step.stamp().filter(stamp -> pbxs.contains(stamp.pbx())).isPresent();
  }
}

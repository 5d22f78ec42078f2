package io.ramal.pool;

import io.ramal.extension.ExtensionName;
import io.ramal.extension.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What a PBX link tells the pool. Signals are applied in the order in which they were offered. */
public sealed interface Signal {

  /** The link it came over. */
  LinkStamp stamp();

  /**
   * Something happened to one extension.
   *
   * @param trigger what
   * @param occurredAt the PBX's own time of it; empty where the PBX does not say, then it is the
   *     time of recording
   */
  record Happened(
      LinkStamp stamp, ExtensionName extension, Trigger trigger, Optional<Instant> occurredAt)
      implements Signal {}

  /**
   * Everything that the PBX has at this moment. What is not in it is not there.
   *
   * @param seen for each extension that has a contact or a channel, both; names that the pool does
   *     not know are passed over
   * @param reading AFTER_LOGIN or ON_LIVE_LINK
   * @param touched extensions of which events came while the lists were read: left out
   * @param applied completed once all of it is committed, or exceptionally when it could not be
   */
  record Snapshot(
      LinkStamp stamp,
      Map<ExtensionName, Trigger.Seen> seen,
      Trigger.Reading reading,
      Set<ExtensionName> touched,
      CompletableFuture<Reconciliation> applied)
      implements Signal {}

  /**
   * A Ping sent after the deadline of these leases was answered.
   *
   * @param leases the overdue leases that it was sent for
   */
  record PingAnswered(LinkStamp stamp, List<OverdueLease> leases) implements Signal {}

  /**
   * The outcome of a snapshot.
   *
   * @param differences how many extensions were not as believed
   * @param contactsLost how many contacts it took away
   */
  record Reconciliation(int differences, int contactsLost) {}
}

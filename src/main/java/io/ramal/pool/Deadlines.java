package io.ramal.pool;

import io.ramal.database.Database;
import io.ramal.database.Row;
import io.ramal.database.Transaction;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Origin;
import io.ramal.extension.Source;
import io.ramal.extension.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for leases whose deadline has passed and for extensions that were cleared by hand and not
 * verified since, and has the PBX asked about them. It decides nothing: evidence does.
 */
final class Deadlines implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
  private static final Duration INTERVAL = Duration.ofMillis(250);

  private static final String DUE =
      """
      SELECT extension, pbx, lease_id, lease_expires_at
        FROM extensions
       WHERE lease_expires_at <= ?
       ORDER BY extension
      """;

  private static final String UNVERIFIED =
      """
      SELECT extension, pbx
        FROM extensions
       WHERE NOT verified
       ORDER BY extension
      """;

  private final Database database;
  private final Inbox inbox;
  private final PbxLinks links;
  private final Optional<Duration> linkDownExpiry;

  Deadlines(Database database, Inbox inbox, PbxLinks links, Optional<Duration> linkDownExpiry) {
    this.database = database;
    this.inbox = inbox;
    this.links = links;
    this.linkDownExpiry = linkDownExpiry;
  }

  private record Due(String pbx, OverdueLease lease) {}

  /** Until interrupted. */
  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(INTERVAL);
        look();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Once; a database that is away is tried again at the next look. */
  void look() {
    try {
      database.inTransaction(this::asked);
    } catch (RuntimeException failure) {
      LOG.debug("deadlines could not be looked up", failure);
    }
  }

  private boolean asked(Transaction transaction) {
    Instant now = transaction.now();
    Map<String, List<Due>> due =
        transaction.query(DUE, now).stream()
            .map(Deadlines::due)
            .collect(Collectors.groupingBy(Due::pbx));
    due.forEach((pbx, leases) -> overdue(pbx, leases, now));
    transaction.query(UNVERIFIED).forEach(this::recheck);
    return true;
  }

  private void recheck(Row row) {
    links.recheck(row.text("pbx"), new ExtensionName(row.text("extension")));
  }

  private static Due due(Row row) {
    var lease =
        new OverdueLease(
            new ExtensionName(row.text("extension")),
            row.text("lease_id"),
            row.time("lease_expires_at"));
    return new Due(row.text("pbx"), lease);
  }

  private void overdue(String pbx, List<Due> due, Instant now) {
    if (links.syncedHere(pbx)) {
      links.ping(pbx, due.stream().map(Due::lease).toList());
    } else if (!links.synced(pbx)) {
      linkDownExpiry.ifPresent(wait -> unverified(pbx, due, now.minus(wait)));
    }
  }

  /** The site would rather risk a double use than an empty pool; the leader of the PBX decides. */
  private void unverified(String pbx, List<Due> due, Instant latest) {
    links
        .leadingEpoch(pbx)
        .ifPresent(
            epoch ->
                due.stream()
                    .filter(each -> !each.lease().deadline().isAfter(latest))
                    .forEach(each -> inbox.put(expiry(new LinkStamp(pbx, epoch, 0), each))));
  }

  private static Work.Step expiry(LinkStamp stamp, Due due) {
    OverdueLease lease = due.lease();
    var trigger =
        new Trigger.DeadlinePassed(lease.leaseId(), lease.deadline(), Trigger.Proof.UNVERIFIED);
    return Work.Step.of(lease.extension(), trigger, Origin.of(Source.TIMER))
        .over(stamp, Optional.empty());
  }
}

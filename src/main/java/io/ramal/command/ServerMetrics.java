package io.ramal.command;

import io.ramal.database.Database;
import io.ramal.database.DatabaseException;
import io.ramal.extension.State;
import io.ramal.http.Metrics;
import io.ramal.pbx.LinkView;
import io.ramal.pbx.Links;
import io.ramal.pool.LivePool;
import io.ramal.pool.PoolReader;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What {@code /observe/metrics} shows. */
final class ServerMetrics {

  private static final double MICROS = 1e6;

  private ServerMetrics() {}

  static Metrics of(Database database, LivePool pool, Links links) {
    var metrics = new Metrics();
    extensions(metrics, new PoolReader(database));
    writer(metrics, pool);
    links.views().forEach(link -> link(metrics, links, link.name()));
    return metrics;
  }

  private static void extensions(Metrics metrics, PoolReader view) {
    for (State state : State.values()) {
      metrics.gauge(
          "extensions",
          "Extensions in service, by state",
          Map.of("state", state.word()),
          () -> count(view, state));
    }
  }

  private static double count(PoolReader view, State state) {
    try {
      return view.states().values().stream().filter(state::equals).count();
    } catch (DatabaseException away) {
      return Double.NaN;
    }
  }

  private static void writer(Metrics metrics, LivePool pool) {
    metrics
        .counter(
            "allocations",
            "Clients that asked for an extension",
            Map.of("outcome", "given"),
            () -> pool.figures().allocated())
        .counter(
            "allocations",
            "Clients that asked for an extension",
            Map.of("outcome", "none"),
            () -> pool.figures().none())
        .counter("releases", "Extensions freed by hand", Map.of(), () -> pool.figures().released())
        .counter("batches", "Transactions committed", Map.of(), () -> pool.figures().batches())
        .counter(
            "history_entries", "History rows written", Map.of(), () -> pool.figures().entries())
        .counter(
            "refused_triggers",
            "Commands and signals that were not committed",
            Map.of(),
            () -> pool.figures().refused())
        .gauge(
            "batch_seconds",
            "Time spent in transactions since the start",
            Map.of(),
            () -> pool.figures().commitSeconds())
        .gauge(
            "queue_depth",
            "Commands and signals that wait for the writer",
            Map.of(),
            () -> pool.figures().queueDepth());
  }

  private static void link(Metrics metrics, Links links, String pbx) {
    Map<String, String> label = Map.of("pbx", pbx);
    metrics
        .gauge(
            "pbx_connected",
            "Logged in over AMI: 1 or 0",
            label,
            of(links, pbx, view -> truth(view.connected())))
        .gauge(
            "pbx_synced",
            "Facts are current: 1 or 0",
            label,
            of(links, pbx, view -> truth(view.synced())))
        .gauge(
            "pbx_reconnect_attempts",
            "Attempts to connect since the link was lost",
            label,
            of(links, pbx, LinkView::reconnectAttempts))
        .gauge(
            "pbx_rereads",
            "How often the PBX was re-read",
            label,
            of(links, pbx, LinkView::rereads))
        .gauge(
            "pbx_differences",
            "Extensions found to differ in re-reads",
            label,
            of(links, pbx, LinkView::differences))
        .gauge(
            "pbx_event_lag_seconds",
            "From the PBX's time stamp of the last event to its arrival",
            label,
            of(
                links,
                pbx,
                view ->
                    view.eventLagMicros().stream()
                        .mapToDouble(lag -> lag / MICROS)
                        .findFirst()
                        .orElse(Double.NaN)));
  }

  private static java.util.function.DoubleSupplier of(
      Links links, String pbx, ToDoubleFunction<LinkView> figure) {
    return () ->
        links.views().stream()
            .filter(view -> view.name().equals(pbx))
            .mapToDouble(figure)
            .findFirst()
            .orElse(Double.NaN);
  }

  private static double truth(boolean value) {
    return value ? 1 : 0;
  }
}

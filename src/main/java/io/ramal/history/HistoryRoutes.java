package io.ramal.history;

import io.ramal.extension.Event;
import io.ramal.extension.ExtensionName;
import io.ramal.http.Answer;
import io.ramal.http.Cursor;
import io.ramal.http.Json;
import io.ramal.http.Problem;
import io.ramal.http.ProblemException;
import io.ramal.http.Query;
import io.ramal.http.Request;
import io.ramal.http.Route;
import io.ramal.http.Routes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The call that shows the history of an extension. */
public final class HistoryRoutes implements Routes {

  private static final Cursor CURSOR = new Cursor("history");
  private static final List<String> EVENTS = Stream.of(Event.values()).map(Event::word).toList();

  private final HistoryView view;
  private final Predicate<ExtensionName> known;

  /**
   * Shows what this view knows.
   *
   * @param known whether there is, or ever was, an extension of this name
   */
  public HistoryRoutes(HistoryView view, Predicate<ExtensionName> known) {
    this.view = view;
    this.known = known;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/extensions/{extension}/history", this::history));
  }

  private Answer history(Request request) {
    ExtensionName name = name(request);
    Query query = request.query("from", "to", "event", "limit", "cursor");
    var filter =
        new HistoryFilter(
            query.time("from"), query.time("to"), query.word("event", EVENTS, Event::of));
    int limit = query.limit();
    Optional<Long> cursor = query.cursor(CURSOR, HistoryRoutes::version);
    OptionalLong before = cursor.map(OptionalLong::of).orElse(OptionalLong.empty());
    List<HistoryEntry> found = view.page(name, filter, before, limit + 1);
    if (found.isEmpty() && !known.test(name)) {
      throw new ProblemException(Problem.unknownExtension(name.value()));
    }
    return page(found, limit);
  }

  private static ExtensionName name(Request request) {
    return ExtensionName.parse(request.pathParameter("extension"))
        .orElseThrow(() -> new ProblemException(Problem.illegalExtension()));
  }

  private static Optional<Long> version(String key) {
    return key.matches("[1-9][0-9]{0,17}") ? Optional.of(Long.valueOf(key)) : Optional.empty();
  }

  private static Answer page(List<HistoryEntry> found, int limit) {
    List<HistoryEntry> shown = found.stream().limit(limit).toList();
    Optional<String> next =
        found.size() > limit
            ? Optional.of(CURSOR.after(String.valueOf(shown.getLast().version())))
            : Optional.empty();
    return new Answer(Json.page("entries", shown.stream().map(EntryJson::of).toList(), next));
  }
}

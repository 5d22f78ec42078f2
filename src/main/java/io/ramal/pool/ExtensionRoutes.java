package io.ramal.pool;

import io.ramal.extension.Channel;
import io.ramal.extension.Contact;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Lease;
import io.ramal.extension.State;
import io.ramal.http.Answer;
import io.ramal.http.Cursor;
import io.ramal.http.Json;
import io.ramal.http.Problem;
import io.ramal.http.ProblemException;
import io.ramal.http.Query;
import io.ramal.http.Request;
import io.ramal.http.Route;
import io.ramal.http.Routes;
import io.ramal.http.Times;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The calls that show the extensions as they stand. */
public final class ExtensionRoutes implements Routes {

  private static final Cursor CURSOR = new Cursor("extensions");
  private static final List<String> STATES = Stream.of(State.values()).map(State::word).toList();

  private final PoolView view;

  /** Shows what this view knows. */
  public ExtensionRoutes(PoolView view) {
    this.view = view;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/extensions", this::list), Route.get("/extensions/{extension}", this::one));
  }

  private Answer list(Request request) {
    Query query = request.query("state", "pbx", "leased", "limit", "cursor");
    var filter =
        new PoolView.Filter(
            query.word("state", STATES, State::of), query.text("pbx"), query.flag("leased"));
    int limit = query.limit();
    Optional<ExtensionName> after = query.cursor(CURSOR, ExtensionName::parse);
    return page(view.extensions(filter, after, limit + 1), limit);
  }

  private static Answer page(List<Extension> found, int limit) {
    List<Extension> shown = found.stream().limit(limit).toList();
    Optional<String> next =
        found.size() > limit
            ? Optional.of(CURSOR.after(shown.getLast().name().value()))
            : Optional.empty();
    return new Answer(
        Json.page("extensions", shown.stream().map(ExtensionRoutes::json).toList(), next));
  }

  private Answer one(Request request) {
    ExtensionName name = name(request);
    return view.extension(name)
        .map(extension -> new Answer(json(extension)))
        .orElseThrow(() -> new ProblemException(Problem.unknownExtension(name.value())));
  }

  private static ExtensionName name(Request request) {
    return ExtensionName.parse(request.pathParameter("extension"))
        .orElseThrow(() -> new ProblemException(Problem.illegalExtension()));
  }

  private static JsonObject json(Extension extension) {
    var facts = extension.facts();
    return Json.object()
        .add("extension", extension.name().value())
        .add("state", extension.state().word())
        .add("stateSince", Times.text(extension.stateSince()))
        .add("pbx", extension.pbx())
        .add("inService", facts.membership().inService())
        .add("available", facts.available())
        .add("lease", facts.lease().map(ExtensionRoutes::json).orElse(JsonValue.NULL))
        .add("contacts", Json.array(facts.contacts().values(), ExtensionRoutes::json))
        .add("channels", Json.array(facts.channels().values(), ExtensionRoutes::json))
        .add("version", extension.version())
        .build();
  }

  private static JsonValue json(Lease lease) {
    return Json.object()
        .add("id", lease.id())
        .add("holder", Json.text(lease.holder()))
        .add("expiresAt", Json.time(lease.expiresAt()))
        .build();
  }

  private static JsonValue json(Contact contact) {
    return Json.object()
        .add("uri", contact.uri())
        .add("status", contact.status())
        .add("userAgent", Json.text(contact.userAgent()))
        .add("since", Times.text(contact.since()))
        .build();
  }

  private static JsonValue json(Channel channel) {
    return Json.object()
        .add("channel", channel.name())
        .add("uniqueid", channel.uniqueid())
        .add("since", Times.text(channel.since()))
        .build();
  }
}

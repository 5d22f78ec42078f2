package io.ramal.pbx;

import io.ramal.http.Answer;
import io.ramal.http.Json;
import io.ramal.http.Request;
import io.ramal.http.Route;
import io.ramal.http.Routes;
import io.ramal.http.Times;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The call that shows the links to the PBXs. */
public final class PbxRoutes implements Routes {

  private final Supplier<List<LinkView>> links;

  /** Shows these links. */
  public PbxRoutes(Supplier<List<LinkView>> links) {
    this.links = links;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/pbx", this::pbxs));
  }

  private Answer pbxs(Request request) {
    request.query();
    return new Answer(Json.object().add("pbx", Json.array(links.get(), PbxRoutes::json)).build());
  }

  private static JsonObject json(LinkView view) {
    return Json.object()
        .add("name", view.name())
        .add("connected", view.connected())
        .add("synced", view.synced())
        .add("since", Times.text(view.since()))
        .add("reconnectAttempts", view.reconnectAttempts())
        .add("lastEventAt", Json.time(view.lastEventAt()))
        .add("eventLagMicros", number(view.eventLagMicros()))
        .add("clockOffsetMicros", number(view.clockOffsetMicros()))
        .add("rereads", view.rereads())
        .add("differences", view.differences())
        .add("timestamps", view.timestamps())
        .build();
  }

  private static JsonValue number(OptionalLong number) {
    return number.isPresent() ? Json.number(number.getAsLong()) : JsonValue.NULL;
  }
}

package io.ramal.pbx;

import io.ramal.http.Answer;
import io.ramal.http.Json;
import io.ramal.http.Request;
import io.ramal.http.Route;
import io.ramal.http.Routes;
import io.ramal.http.Times;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The call that shows how the links to the PBXs are doing. */
public final class PbxRoutes implements Routes {

  private final Supplier<List<LinkView>> links;

  /** Shows these links. */
  public PbxRoutes(Supplier<List<LinkView>> links) {
    this.links = links;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/pbx", this::list));
  }

  private Answer list(Request request) {
    request.query();
    return new Answer(Json.object().add("pbx", Json.array(links.get(), PbxRoutes::json)).build());
  }

  private static JsonObject json(LinkView link) {
    JsonObjectBuilder json =
        Json.object()
            .add("name", link.name())
            .add("connected", link.connected())
            .add("synced", link.synced())
            .add("since", Times.text(link.since()))
            .add("reconnectAttempts", link.reconnectAttempts())
            .add("lastEventAt", Json.time(link.lastEventAt()));
    add(json, "eventLagMicros", link.eventLagMicros());
    add(json, "clockOffsetMicros", link.clockOffsetMicros());
    return json.add("rereads", link.rereads())
        .add("differences", link.differences())
        .add("timestamps", link.timestamps())
        .build();
  }

  private static void add(JsonObjectBuilder json, String name, OptionalLong value) {
    if (value.isPresent()) {
      json.add(name, value.getAsLong());
    } else {
      json.add(name, JsonValue.NULL);
    }
  }
}

package io.ramal.pool;

import io.ramal.extension.Client;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Origin;
import io.ramal.extension.Source;
import io.ramal.extension.State;
import io.ramal.http.Answer;
import io.ramal.http.Json;
import io.ramal.http.Problem;
import io.ramal.http.ProblemException;
import io.ramal.http.Request;
import io.ramal.http.Route;
import io.ramal.http.Routes;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The four calls of the old service, to the letter. */
public final class PoolRoutes implements Routes {

  private static final int LONGEST_NAME = 40;

  private final Pool pool;
  private final PoolView view;
  private final Credentials credentials;
  private final Supplier<AmiStatus> ami;

  /** Calls that are carried out by this pool. */
  public PoolRoutes(Pool pool, PoolView view, Credentials credentials, Supplier<AmiStatus> ami) {
    this.pool = pool;
    this.view = view;
    this.credentials = credentials;
    this.ami = ami;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.changingGet("/extensions/free", this::allocate).openToOtherOrigins(),
        Route.get("/extensions/status", _ -> status()).openToOtherOrigins(),
        Route.post("/extensions/release", this::release).openToOtherOrigins(),
        Route.post("/extensions/reset", this::reset).openToOtherOrigins());
  }

  private Answer allocate(Request request) {
    var client = new Client(request.clientId(), request.clientAddress());
    ExtensionName extension =
        pool.allocate(client, origin(request))
            .orElseThrow(() -> new ProblemException(noFreeExtension()));
    return new Answer(
        Json.object()
            .add("extension", extension.value())
            .add("password", credentials.password(extension))
            .add("wss", credentials.wss(extension))
            .build());
  }

  private Answer release(Request request) {
    Origin origin = origin(request);
    boolean known =
        request
            .body()
            .flatMap(PoolRoutes::extension)
            .filter(extension -> pool.release(extension, origin))
            .isPresent();
    if (!known) {
      throw new ProblemException(invalidExtension());
    }
    return new Answer(Json.object().add("ok", true).build());
  }

  /** The extension that is named as a text, with or without spaces around it, or as a number. */
  private static Optional<ExtensionName> extension(JsonObject body) {
    return switch (body.getOrDefault("extension", JsonValue.NULL)) {
      case JsonString text -> ExtensionName.parse(text.getString().strip());
      case JsonNumber number -> whole(number.bigDecimalValue()).flatMap(ExtensionName::parse);
      case JsonValue _ -> Optional.empty();
    };
  }

  /** A number in digits, 3000.0 and 3e3 being 3000; empty for one that is no name of any length. */
  private static Optional<String> whole(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    long digits = (long) plain.precision() - plain.scale();
    return plain.scale() <= 0 && digits <= LONGEST_NAME
        ? Optional.of(plain.toBigInteger().toString())
        : Optional.empty();
  }

  private Answer status() {
    AmiStatus links = ami.get();
    var status =
        Json.object()
            .add("extensions", states())
            .add("amiConnected", links.connected())
            .add("reconnectAttempts", links.reconnectAttempts());
    return new Answer(links.demo() ? status.add("demo", true).build() : status.build());
  }

  private JsonObject states() {
    JsonObjectBuilder states = Json.object();
    for (Map.Entry<ExtensionName, State> each : view.states().entrySet()) {
      states.add(each.getKey().value(), each.getValue().word());
    }
    return states.build();
  }

  private Answer reset(Request request) {
    int count = pool.reset(origin(request));
    return new Answer(Json.object().add("ok", true).add("reset", count).build());
  }

  private static Origin origin(Request request) {
    return new Origin(Source.API, request.clientId(), request.id(), request.clientAddress());
  }

  private static Problem noFreeExtension() {
    return Problem.of(
            "no-free-extension",
            404,
            "No free extension",
            "Every extension is leased, in use or out of service; ask again when one is free.")
        .saying("No free extensions available");
  }

  private static Problem invalidExtension() {
    return Problem.of(
        "invalid-extension",
        400,
        "Invalid extension",
        "Name an extension of the pool, such as {\"extension\":\"3000\"}; GET /extensions lists"
            + " them.");
  }
}

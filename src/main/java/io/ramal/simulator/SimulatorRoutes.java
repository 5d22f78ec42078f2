package io.ramal.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ramal.http.Answer;
import io.ramal.http.Json;
import io.ramal.http.Problem;
import io.ramal.http.ProblemException;
import io.ramal.http.Request;
import io.ramal.http.Route;
import io.ramal.http.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The simulator's own calls, and a page with buttons for them. */
public final class SimulatorRoutes implements Routes {

  private final SimulatorServer server;
  private final Verbs verbs;

  /** Moves the phones of this one. */
  public SimulatorRoutes(SimulatorServer server) {
    this.server = server;
    this.verbs = new Verbs();
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/", SimulatorRoutes::page),
        Route.get("/phones", this::phones),
        Route.post("/phones/{extension}/{verb}", this::verb),
        Route.get("/sessions", this::sessions),
        Route.get("/faults", this::faults),
        Route.post("/faults/mend", this::mend),
        Route.post("/faults/{fault}", this::fault),
        Route.post("/restart", this::restart),
        Route.post("/start", request -> done(request, server.with(SimulatedPbx::start))));
  }

  private static Answer page(Request request) {
    request.query();
    try (InputStream in = SimulatorRoutes.class.getResourceAsStream("page.html")) {
      return Answer.page(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Answer phones(Request request) {
    request.query();
    return new Answer(server.with(Portraits::phones));
  }

  private Answer verb(Request request) {
    Wish wish =
        new Wish(
            request.pathParameter("extension"), request.body().orElseGet(Json.object()::build));
    Function<SimulatedPbx, Outcome> verb =
        verbs
            .find(request.pathParameter("verb"), wish)
            .orElseThrow(() -> unknown("verb", verbs.names()));
    return done(request, server.with(verb));
  }

  private static ProblemException unknown(String what, List<String> known) {
    return new ProblemException(
        Problem.of(
            "unknown-" + what,
            404,
            "Unknown " + what,
            "The last part of the path is one of " + String.join(", ", known) + "."));
  }

  private static Answer done(Request request, Outcome outcome) {
    request.query();
    return switch (outcome) {
      case DONE -> new Answer(Json.object().add("ok", true).build());
      case UNKNOWN ->
          throw refused(404, "unknown-extension", "Unknown extension", "GET /phones lists all.");
      case WRONG_PASSWORD ->
          throw refused(403, "wrong-password", "Wrong password", "Name it as \"password\".");
      case NOTHING_THERE ->
          throw refused(
              409,
              "nothing-there",
              "Nothing there",
              "The phone has no contact or no call with which this could be done.");
      case REFUSED ->
          throw refused(
              409,
              "refused",
              "Refused by the PBX",
              "There are as many contacts as may be, or a restart is waited for.");
      case DOWN -> throw refused(409, "down", "The PBX does not run", "It starts, or POST /start.");
    };
  }

  private static ProblemException refused(int status, String name, String title, String detail) {
    return new ProblemException(Problem.of(name, status, title, detail));
  }

  private Answer sessions(Request request) {
    request.query();
    return new Answer(
        Json.object().add("sessions", Json.array(server.sessions(), Portraits::session)).build());
  }

  private Answer faults(Request request) {
    request.query();
    var rates = Json.object();
    Map<Fault, Double> now = server.faultRates();
    for (Fault fault : Fault.values()) {
      rates.add(word(fault), now.getOrDefault(fault, 0.0));
    }
    return new Answer(Json.object().add("rates", rates).build());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <E extends Enum<E>> Optional<E> find(Class<E> type, String word) {
    return List.of(type.getEnumConstants()).stream()
        .filter(constant -> word(constant).equals(word))
        .findFirst();
  }

  private static <E extends Enum<E>> List<String> words(Class<E> type) {
    return List.of(type.getEnumConstants()).stream().map(SimulatorRoutes::word).toList();
  }

  private Answer mend(Request request) {
    server.mend();
    return done(request, Outcome.DONE);
  }

  /** Once in each session; with a rate, by chance from now on. */
  private Answer fault(Request request) {
    Fault fault =
        find(Fault.class, request.pathParameter("fault"))
            .orElseThrow(() -> unknown("fault", words(Fault.class)));
    Wish wish = new Wish("", request.body().orElseGet(Json.object()::build));
    wish.rate().ifPresentOrElse(rate -> server.faultRate(fault, rate), () -> server.fault(fault));
    return done(request, Outcome.DONE);
  }

  private Answer restart(Request request) {
    Wish wish = new Wish("", request.body().orElseGet(Json.object()::build));
    String word = wish.text("how").orElse("now");
    Restart how =
        find(Restart.class, word).orElseThrow(() -> Wish.invalid("how", words(Restart.class)));
    return done(request, server.with(pbx -> pbx.restart(how)));
  }
}

package io.ramal.simulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** What a phone can be told to do over HTTP, by its word in the path. */
final class Verbs {

  private interface Verb {
    Outcome on(SimulatedPbx pbx, Wish wish);
  }

  private final Map<String, Verb> verbs = new TreeMap<>();

  Verbs() {
    addRegistrations();
    addCalls();
  }

  private void addRegistrations() {
    verbs.put("register", Verbs::register);
    verbs.put(
        "reload",
        (pbx, wish) -> {
          pbx.vanish(wish.extension());
          return register(pbx, wish);
        });
    verbs.put("unregister", (pbx, wish) -> pbx.unregister(wish.extension()));
    verbs.put("unregister-all", (pbx, wish) -> pbx.unregisterAll(wish.extension()));
    verbs.put("expire", (pbx, wish) -> pbx.expire(wish.extension()));
    verbs.put("vanish", (pbx, wish) -> pbx.vanish(wish.extension()));
    verbs.put("come-back", (pbx, wish) -> pbx.comeBack(wish.extension()));
    verbs.put("take-out", (pbx, wish) -> pbx.takeOut(wish.extension()));
  }

  private static Outcome register(SimulatedPbx pbx, Wish wish) {
    return pbx.register(wish.extension(), wish.address(), wish.expires(), wish.password());
  }

  private void addCalls() {
    verbs.put(
        "call", (pbx, wish) -> pbx.call(wish.extension(), wish.needed("number"), wish.password()));
    verbs.put("call-in", (pbx, wish) -> pbx.callIn(wish.extension()));
    verbs.put("answer", (pbx, wish) -> pbx.answer(wish.extension()));
    verbs.put("reject", (pbx, wish) -> pbx.reject(wish.extension()));
    verbs.put(
        "hang-up",
        (pbx, wish) ->
            wish.text("uniqueid")
                .map(pbx::hangUpChannel)
                .orElseGet(() -> pbx.hangUp(wish.extension())));
    verbs.put("hold", (pbx, wish) -> pbx.hold(wish.extension()));
    verbs.put("resume", (pbx, wish) -> pbx.resume(wish.extension()));
    verbs.put("transfer", (pbx, wish) -> pbx.transferBlind(wish.extension(), wish.needed("to")));
    verbs.put("transfer-attended", (pbx, wish) -> pbx.transferAttended(wish.extension()));
  }

  List<String> names() {
    return List.copyOf(verbs.keySet());
  }

  /** What is to be done; empty when there is no such verb. */
  Optional<Function<SimulatedPbx, Outcome>> find(String name, Wish wish) {
    return Optional.ofNullable(verbs.get(name)).map(verb -> pbx -> verb.on(pbx, wish));
  }
}

package io.ramal.simulation;

import io.ramal.simulator.LocalWire;
import io.ramal.simulator.Outcome;
import io.ramal.simulator.PhoneAddress;
import io.ramal.simulator.Restart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One run of a seed. */
final class Simulation implements AutoCloseable {

  private static final int CLIENTS = 4;
  private static final int SHOWN = 60;
  private static final Duration REGISTRATION = Duration.ofSeconds(90);
  private static final Duration HEALING = Duration.ofMinutes(4);
  private static final Duration BLINK = Duration.ofMillis(1);
  private static final List<Restart> GOING = List.of(Restart.values());
  private static final List<Duration> MOMENTS =
      List.of(Duration.ofMillis(10), Duration.ofMillis(400), Duration.ofSeconds(2));
  private static final List<Duration> WHILES =
      List.of(Duration.ofSeconds(6), Duration.ofSeconds(6), Duration.ofSeconds(20));
  private static final Duration LONG = Duration.ofSeconds(70);

  private final SplittableRandom chance;
  private final Stage stage;
  private final Judge judge;
  private final List<String> story = new ArrayList<>();
  private int step;
  private int port = 20_000;

  Simulation(long seed, Planted planted) {
    chance = new SplittableRandom(~seed);
    stage = new Stage(seed, planted);
    judge = new Judge(stage);
  }

  /**
   * Takes so many steps, then lets everything heal and end.
   *
   * @throws AssertionError when an invariant is hurt: what happened last, and the step
   */
  void run(int steps) {
    try {
      for (step = 0; step < steps; step++) {
        take();
        stage.settle();
        stage.pass(BLINK);
        judge.look();
      }
      heal();
    } catch (AssertionError | RuntimeException hurt) {
      throw new AssertionError(
          "step " + step + ": " + hurt + "\n  " + String.join("\n  ", lastOf(story)), hurt);
    }
  }

  private static List<String> lastOf(List<String> story) {
    return story.subList(Math.max(0, story.size() - SHOWN), story.size());
  }

  /** What was done, and all that became of it: the same for the same seed. */
  String story() {
    return story + judge.story();
  }

  private void take() {
    int die = chance.nextInt(1_000);
    if (die < 160) {
      ask();
    } else if (die < 600) {
      phone();
    } else if (die < 630) {
      release();
    } else if (die < 632) {
      reset();
    } else if (die < 880) {
      pass(time());
    } else if (die < 985) {
      network();
    } else if (die < 995) {
      restartPbx();
    } else {
      say("the service restarts", stage::restartService);
    }
  }

  private void say(String what, Runnable deed) {
    note(what);
    deed.run();
  }

  private void note(String what) {
    story.add(step + " " + what);
  }

  /** Mostly a moment; now and then for as long as it takes to check the books. */
  private Duration time() {
    int die = chance.nextInt(20);
    if (die == 0) {
      return LONG;
    }
    List<Duration> some = die < 8 ? WHILES : MOMENTS;
    return some.get(chance.nextInt(some.size()));
  }

  private void pass(Duration time) {
    say("time passes: " + time, () -> stage.pass(time));
  }

  private void ask() {
    String client = "client-" + chance.nextInt(CLIENTS);
    judge.beforeAsking();
    Optional<String> given = stage.pool().ask(client);
    note(client + " asks: " + given.orElse("none"));
    judge.given(client, given);
  }

  private void release() {
    String extension = anyExtension();
    judge.releasing(extension);
    say("release " + extension, () -> stage.pool().release(extension));
    judge.released(extension);
  }

  private void reset() {
    Stage.EXTENSIONS.forEach(judge::releasing);
    say("reset", () -> stage.pool().reset());
    Stage.EXTENSIONS.forEach(judge::released);
  }

  private String anyExtension() {
    return Stage.EXTENSIONS.get(chance.nextInt(Stage.EXTENSIONS.size()));
  }

  /** Mostly those do something who were given an extension. */
  private String extension() {
    List<String> held = judge.held();
    return held.isEmpty() || chance.nextInt(10) == 0
        ? anyExtension()
        : held.get(chance.nextInt(held.size()));
  }

  private void phone() {
    String extension = extension();
    String other = anyExtension();
    var pbx = stage.pbx();
    switch (chance.nextInt(16)) {
      case 0, 1, 2 -> register(extension);
      case 3 -> wish(extension + " unregisters, comes back", () -> reloaded(extension));
      case 4, 5 -> wish(extension + " unregisters", () -> pbx.unregister(extension));
      case 6 -> wish(extension + " vanishes", () -> pbx.vanish(extension));
      case 7 -> wish(extension + " calls out", () -> pbx.call(extension, "600", ""));
      case 8 -> wish(extension + " calls " + other, () -> pbx.call(extension, other, ""));
      case 9 -> wish(extension + " is called", () -> pbx.callIn(extension));
      case 10, 11 -> wish(extension + " answers", () -> pbx.answer(extension));
      case 12 -> wish(extension + " rejects", () -> pbx.reject(extension));
      case 13, 14 -> wish(extension + " hangs up", () -> pbx.hangUp(extension));
      default -> wish(extension + " expires", () -> pbx.expire(extension));
    }
  }

  private void wish(String what, Supplier<Outcome> deed) {
    synchronized (stage.pbx()) {
      note(what + ": " + deed.get());
    }
  }

  /** At another port than before: as a page that was loaded anew. */
  private void register(String extension) {
    PhoneAddress from = address();
    wish(
        extension + " registers from " + from.port(),
        () -> stage.pbx().register(extension, from, REGISTRATION, ""));
  }

  private PhoneAddress address() {
    port++;
    return chance.nextBoolean() ? PhoneAddress.udp(port) : PhoneAddress.wss(port);
  }

  private Outcome reloaded(String extension) {
    stage.pbx().unregister(extension);
    return stage.pbx().register(extension, address(), REGISTRATION, "");
  }

  private void network() {
    switch (chance.nextInt(9)) {
      case 0 -> wire("the link is cut", wire -> wire.cutAfter(0));
      case 1 -> {
        int lines = 1 + chance.nextInt(40);
        wire("the link is cut after " + lines + " lines", wire -> wire.cutAfter(lines));
      }
      case 2 -> wire("the link falls silent", LocalWire::fallSilent);
      case 3 -> wire("the link is held up", LocalWire::stall);
      case 4, 5 -> wire("the link goes on", LocalWire::resume);
      case 6 -> wire("an event comes twice", LocalWire::doubleNext);
      case 7 ->
          wire(
              "garbage comes",
              wire ->
                  wire.garble("Event: Nonsense\r\nno line at all\r\nChannel: \u00e9;--\r\n\r\n"));
      default -> {
        stage.between().beSlow();
        wire("the last events of the connection are late", wire -> {});
      }
    }
  }

  private void wire(String what, Consumer<LocalWire> deed) {
    note(what);
    stage.wire().ifPresent(deed);
  }

  private void restartPbx() {
    if (chance.nextInt(3) == 0) {
      wish("the PBX reads its configuration", () -> stage.pbx().reload(Optional.empty()));
      return;
    }
    Restart how = GOING.get(chance.nextInt(GOING.size()));
    wish("the PBX goes: " + how, () -> stage.pbx().restart(how));
    if (how == Restart.STOP) {
      stage.settle();
      pass(Duration.ofSeconds(5));
      wish("the PBX is started", () -> stage.pbx().start());
    }
  }

  /** Everything gets well, everybody leaves, and then everything must be free. */
  private void heal() {
    note("everything heals");
    stage.wire().ifPresent(LocalWire::resume);
    if (stage.between().isSlow()) {
      stage.wire().ifPresent(wire -> wire.cutAfter(0));
    }
    stage.settle();
    stage.pass(HEALING);
    judge.healed();
    synchronized (stage.pbx()) {
      stage.pbx().channels().forEach(channel -> stage.pbx().hangUpChannel(channel.uniqueid()));
      Stage.EXTENSIONS.forEach(extension -> stage.pbx().unregisterAll(extension));
    }
    stage.settle();
    stage.pass(HEALING);
    judge.ended();
  }

  @Override
  public void close() {
    stage.close();
  }
}

package io.ramal.simulator;

import static io.ramal.simulator.Works.SYSTEM;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The PBX as a process: how it goes, and how it comes back. Belongs to the PBX's thread. */
final class Power {

  /** Where it is. */
  enum Phase {
    /** Everything works. */
    UP,
    /** Calls are hung up and phones not heard any more; sessions still are. */
    STOPPING,
    /** There is nobody. */
    DOWN,
    /** Sessions are accepted, but nothing is loaded. */
    BOOTING
  }

  private static final Duration UNTIL_SHUTDOWN = Duration.ofMillis(1100);
  private static final Duration UNTIL_GRACEFUL_SHUTDOWN = Duration.ofMillis(2100);
  private static final Duration UNTIL_PORT = Duration.ofMillis(300);
  private static final Duration UNTIL_HINTS = Duration.ofMillis(150);
  private static final Duration UNTIL_BOOTED = Duration.ofMillis(200);
  private static final Duration WRITES_CONTACTS = Duration.ofSeconds(1);

  private final Works works;
  private final Phones phones;
  private final Switchboard switchboard;
  private final Endings endings;
  private final Devices devices;
  private final Registrar registrar;
  private final Sessions sessions;
  private Phase phase = Phase.UP;
  private boolean waitsForCalls;
  private Instant booted;
  private Instant reloaded;

  Power(
      Works works,
      Phones phones,
      Switchboard switchboard,
      Endings endings,
      Devices devices,
      Registrar registrar,
      Sessions sessions) {
    this.works = works;
    this.phones = phones;
    this.switchboard = switchboard;
    this.endings = endings;
    this.devices = devices;
    this.registrar = registrar;
    this.sessions = sessions;
    booted = works.clock().now();
    reloaded = booted;
  }

  Phase phase() {
    return phase;
  }

  boolean takesCalls() {
    return phase == Phase.UP && !waitsForCalls;
  }

  Instant booted() {
    return booted;
  }

  Instant reloaded() {
    return reloaded;
  }

  void reloaded(Instant now) {
    reloaded = now;
  }

  Outcome restart(Restart how) {
    if (how == Restart.CRASH && phase != Phase.DOWN) {
      crash();
      return Outcome.DONE;
    }
    if (phase != Phase.UP) {
      return Outcome.DOWN;
    }
    if (how == Restart.GRACEFULLY) {
      waitsForCalls = true;
      callsChanged();
    } else {
      stop(how == Restart.NOW);
    }
    return Outcome.DONE;
  }

  /** Starts it where it does not run. */
  Outcome start() {
    if (phase != Phase.DOWN) {
      return Outcome.NOTHING_THERE;
    }
    works.agenda().clear();
    open();
    return Outcome.DONE;
  }

  private void crash() {
    Instant written = works.clock().now().minus(WRITES_CONTACTS);
    phones
        .all()
        .forEach(phone -> phone.contacts().removeIf(contact -> contact.since().isAfter(written)));
    goDown();
    later(UNTIL_PORT, this::open);
  }

  private void stop(boolean comesBack) {
    phase = Phase.STOPPING;
    works.agenda().clear();
    for (Channel channel : switchboard.channels()) {
      switchboard.events().softHangup(channel, Cause.of(4));
    }
    List<Call> calls = switchboard.calls();
    calls.forEach(call -> endings.end(call, call.first(), Cause.NOBODY_SAID));
    works.announcer().tell();
    later(UNTIL_SHUTDOWN, () -> shutDown(comesBack));
  }

  /** A restart that waits for the last call need not wait any longer when there is none. */
  void callsChanged() {
    if (waitsForCalls && phase == Phase.UP && switchboard.calls().isEmpty()) {
      phase = Phase.STOPPING;
      works.announcer().tell();
      works.agenda().clear();
      later(UNTIL_GRACEFUL_SHUTDOWN, () -> shutDown(true));
    }
  }

  private void shutDown(boolean comesBack) {
    Fields fields = Fields.of("Shutdown", "Cleanly").add("Restart", comesBack ? "True" : "False");
    works.announcer().say("Shutdown", SYSTEM, fields, "pbx");
    works.announcer().tell();
    goDown();
    if (comesBack) {
      later(UNTIL_PORT, this::open);
    }
  }

  private void goDown() {
    phase = Phase.DOWN;
    waitsForCalls = false;
    works.agenda().clear();
    switchboard.forget();
    sessions.closeAll();
    phones.all().forEach(Power::prune);
  }

  /** What came over a connection does not outlive it. */
  private static void prune(Phone phone) {
    phone.contacts().removeIf(contact -> contact.from().transport().hasConnection());
    phone.contacts().forEach(contact -> contact.found(Contact.State.NON_QUALIFIED, 0));
  }

  private void open() {
    phase = Phase.BOOTING;
    booted = works.clock().now();
    reloaded = booted;
    devices.settle();
    later(UNTIL_HINTS, this::tellHints);
    later(UNTIL_BOOTED, this::boot);
  }

  private void tellHints() {
    phones
        .all()
        .filter(phone -> phone.endpoint().hinted())
        .forEach(phone -> devices.hint(phone, ""));
    works.announcer().tell();
  }

  private void boot() {
    phase = Phase.UP;
    registrar.start();
    Fields fields = Fields.of("Status", "Fully Booted").add("Uptime", 0).add("LastReload", 0);
    works.announcer().say("FullyBooted", SYSTEM, fields, "pbx");
    works.announcer().tell();
  }

  private void later(Duration wait, Runnable deed) {
    works.agenda().at(works.clock().now().plus(wait), deed);
  }
}

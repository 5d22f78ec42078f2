package io.ramal.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The PBX itself. Nothing happens by itself: {@link #advanceTo} lets time pass, the verbs are what
 * phones and operators do. The same calls with the same seed say the same bytes. Not for several
 * threads at once.
 */
public final class SimulatedPbx {

  private final PbxSetup setup;
  private final Works works;
  private final Sessions sessions = new Sessions();
  private final Phones phones;
  private final Switchboard switchboard;
  private final Devices devices;
  private final Endings endings;
  private final Registrations registrations;
  private final PhoneCalls calls;
  private final Power power;
  private final ActionTable actions;
  private final long sessionSeed;
  private long connected;

  /**
   * One that was started at this moment, with nobody registered.
   *
   * @param random all that happens by chance comes from it
   */
  public SimulatedPbx(PbxSetup setup, Instant start, RandomGenerator random) {
    this.setup = setup;
    PbxClock clock = new PbxClock(start, random);
    works = new Works(clock, new Agenda(), new Announcer(clock, random, sessions::deliver), random);
    phones = new Phones(setup.endpoints());
    switchboard = new Switchboard(works);
    endings = new Endings(switchboard);
    devices = new Devices(works, phones, switchboard::channels, setup.queues());
    switchboard.tellTo(devices);
    Registrar registrar = new Registrar(works, phones, devices, setup.expiryCheck());
    registrations = new Registrations(phones, works.clock(), registrar);
    Calling calling = new Calling(works, phones, devices, switchboard, endings);
    calls = new PhoneCalls(phones, switchboard, calling, endings, works.announcer());
    power = new Power(works, phones, switchboard, endings, devices, registrar, sessions);
    actions =
        new ActionTable(
            setup.endpoints().stream().anyMatch(each -> each.technology() == Technology.SIP));
    sessionSeed = random.nextLong();
    devices.settle();
    registrar.start();
  }

  /** How it is configured. */
  public PbxSetup setup() {
    return setup;
  }

  /** Its time. */
  public Instant now() {
    return works.clock().now();
  }

  /** Lets time pass; what is due by then happens, each at its own time. Never backwards. */
  public void advanceTo(Instant then) {
    if (then.isAfter(now())) {
      sessions.flush();
    }
    while (works.agenda().next().filter(due -> !due.isAfter(then)).isPresent()) {
      works.clock().moveTo(works.agenda().next().orElseThrow());
      works.agenda().run();
      finish();
    }
    works.clock().moveTo(then);
  }

  /** When something will happen by itself next. */
  public Optional<Instant> nextDue() {
    return works.agenda().next();
  }

  private void finish() {
    works.announcer().tell();
    power.callsChanged();
  }

  /** A phone registers, or refreshes its registration. */
  public Outcome register(String extension, PhoneAddress from, Duration expires, String password) {
    return whileUp(() -> registrations.register(extension, from, expires, password));
  }

  /** The phone that registered last takes its registration back. */
  public Outcome unregister(String extension) {
    return whileUp(() -> registrations.unregister(extension));
  }

  /** The same at this address. */
  public Outcome unregister(String extension, PhoneAddress from) {
    return whileUp(() -> registrations.unregister(extension, from));
  }

  /** Every registration of the extension is taken back, as by {@code Contact: *}. */
  public Outcome unregisterAll(String extension) {
    return whileUp(() -> registrations.unregisterAll(extension));
  }

  /** All registrations of the extension run out now; the PBX finds that when it looks next. */
  public Outcome expire(String extension) {
    return whileUp(() -> registrations.expire(extension));
  }

  /**
   * The phone is gone without a word. Over TCP and WSS the connection closes, which takes its
   * contact with it; over UDP nobody notices. Its calls go on.
   */
  public Outcome vanish(String extension) {
    return whileUp(() -> registrations.vanish(extension));
  }

  /** A phone over UDP is back at its old address, without a word. */
  public Outcome comeBack(String extension) {
    return whileUp(() -> registrations.comeBack(extension));
  }

  /** A phone calls a number: another phone, or what the dialplan has. */
  public Outcome call(String extension, String number, String password) {
    return whileUp(
        () -> power.takesCalls() ? calls.call(extension, number, password) : Outcome.REFUSED);
  }

  /** Somebody outside calls. */
  public Outcome callIn(String extension) {
    return call(Endpoint.TRUNK, extension, "");
  }

  /** The phone takes the call for which it rings. */
  public Outcome answer(String extension) {
    return whileUp(() -> calls.answer(extension));
  }

  /** The phone says that it is busy to the call for which it rings. */
  public Outcome reject(String extension) {
    return whileUp(() -> calls.reject(extension));
  }

  /** The phone ends its newest call, in whatever state that is. */
  public Outcome hangUp(String extension) {
    return whileUp(() -> calls.hangUp(extension));
  }

  /** The phone whose channel this is ends that call. */
  public Outcome hangUpChannel(String uniqueid) {
    return whileUp(() -> calls.hangUpChannel(uniqueid));
  }

  /** The phone puts the other side of its newest call on hold. */
  public Outcome hold(String extension) {
    return whileUp(() -> calls.hold(extension, true));
  }

  /** The phone takes it back. */
  public Outcome resume(String extension) {
    return whileUp(() -> calls.hold(extension, false));
  }

  /** The phone sends the other side of its newest call to another phone, and is out of it. */
  public Outcome transferBlind(String extension, String target) {
    return whileUp(() -> calls.transferBlind(extension, target));
  }

  /** The phone joins the other sides of its two newest calls, and is out of both. */
  public Outcome transferAttended(String extension) {
    return whileUp(() -> calls.transferAttended(extension));
  }

  /** An operator ends a channel, which may have ended with another already. */
  void kill(Channel channel, Cause cause) {
    if (switchboard.channels().contains(channel)) {
      endings.kill(switchboard.callOf(channel), channel, cause);
      finish();
    }
  }

  /** Adds an endpoint or changes one; counts at once for what comes, as after a reload. */
  public void configure(Endpoint endpoint) {
    phones.configure(endpoint);
  }

  /** Takes an endpoint out of the configuration and reloads it; its calls go on. */
  public Outcome takeOut(String extension) {
    return whileUp(() -> phones.find(extension).map(this::takeOut).orElse(Outcome.UNKNOWN));
  }

  private Outcome takeOut(Phone phone) {
    phone.takeOut();
    devices.contactsChanged(phone);
    devices.changed(phone);
    return reload(Optional.of("res_pjsip.so"));
  }

  /**
   * Reloads the configuration.
   *
   * @param module one module; everything when it is empty
   */
  public Outcome reload(Optional<String> module) {
    return whileUp(
        () -> {
          power.reloaded(now());
          if (module.isEmpty()) {
            phones
                .all()
                .filter(phone -> phone.endpoint().hinted())
                .forEach(phone -> devices.hint(phone, phone.endpoint().device()));
            works.announcer().then();
          }
          Fields fields = Fields.of("Module", module.orElse("All")).add("Status", 0);
          works.announcer().say("Reload", Works.SYSTEM, fields, "pbx");
          return Outcome.DONE;
        });
  }

  /** The PBX goes; but for STOP it comes back by itself, which takes time. */
  public Outcome restart(Restart how) {
    return power.restart(how);
  }

  /** Starts it after a STOP. */
  public Outcome start() {
    return power.start();
  }

  /** Whether it runs and has loaded everything. */
  public boolean isUp() {
    return power.phase() == Power.Phase.UP;
  }

  /** All contacts, endpoint by endpoint. */
  public List<ContactView> contacts() {
    return phones.contacts().stream().map(placed -> placed.contact().view()).toList();
  }

  /** All channels, oldest first. */
  public List<ChannelView> channels() {
    return switchboard.channels().stream().map(Channel::view).toList();
  }

  /** The names of all endpoints. */
  public List<String> extensions() {
    return phones.all().map(Phone::name).toList();
  }

  private Outcome whileUp(Supplier<Outcome> deed) {
    if (power.phase() != Power.Phase.UP) {
      return Outcome.DOWN;
    }
    Outcome outcome = deed.get();
    finish();
    return outcome;
  }

  /** A client connects; empty when there is nobody to answer. */
  Optional<AmiSession> connect(Outlet outlet) {
    if (power.phase() == Power.Phase.DOWN) {
      return Optional.empty();
    }
    connected++;
    var session =
        new AmiSession(this, connected, outlet, new SplittableRandom(sessionSeed + connected));
    sessions.add(session);
    return Optional.of(session);
  }

  void left(AmiSession session) {
    sessions.remove(session);
  }

  /** Depends on the event alone, so that it is the same whoever listens. */
  boolean pilesUp(AmiEvent first) {
    var fate = new SplittableRandom(sessionSeed + first.text(true).hashCode());
    return fate.nextDouble() < setup.pileUp();
  }

  Optional<AmiUser> user(String name) {
    return setup.users().stream().filter(user -> user.name().equals(name)).findFirst();
  }

  /** What Command puts out. */
  String command(String line) {
    return new Commands(this).run(line);
  }

  long secondsSince(Instant then) {
    return Duration.between(then, now()).toSeconds();
  }

  ActionTable actions() {
    return actions;
  }

  Works works() {
    return works;
  }

  Phones phones() {
    return phones;
  }

  Switchboard switchboard() {
    return switchboard;
  }

  Devices devices() {
    return devices;
  }

  Power power() {
    return power;
  }
}

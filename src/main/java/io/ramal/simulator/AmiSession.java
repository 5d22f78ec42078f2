package io.ramal.simulator;

import io.ramal.simulator.Power.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One AMI session, whatever it is carried by: lines in, blocks out. An answer is made and sent in
 * one go; events never come within it. Belongs to the PBX's thread.
 */
final class AmiSession {

  private static final int LONGEST_REQUEST = 128;

  private final SimulatedPbx pbx;
  private final long number;
  private final Outlet outlet;
  private final RandomGenerator random;
  private final EventFilter filter = new EventFilter();
  private final List<AmiRequest.Field> lines = new ArrayList<>();
  private final List<AmiEvent> piled = new ArrayList<>();
  private Optional<AmiUser> user = Optional.empty();
  private Optional<String> challenge = Optional.empty();
  private boolean closed;
  private boolean askedForRestart;
  private long requests;
  private String lastActionId = "";

  AmiSession(SimulatedPbx pbx, long number, Outlet outlet, RandomGenerator random) {
    this.pbx = pbx;
    this.number = number;
    this.outlet = outlet;
    this.random = random;
    String greeting = "Asterisk Call Manager/" + pbx.setup().version().protocol() + "\r\n";
    outlet.send(new Block(Block.Kind.GREETING, greeting));
  }

  long number() {
    return number;
  }

  boolean isClosed() {
    return closed;
  }

  /** Takes one line, without its end; an empty one ends a request. */
  void line(String line) {
    if (!line.isEmpty()) {
      if (lines.size() < LONGEST_REQUEST) {
        lines.add(AmiRequest.Field.of(line));
      }
    } else if (!lines.isEmpty() && !closed) {
      AmiRequest asked = new AmiRequest(lines);
      lines.clear();
      requests++;
      lastActionId = asked.text("ActionID");
      answer(asked);
    }
  }

  private void answer(AmiRequest asked) {
    switch (asked.actionKey()) {
      case "challenge" -> say(challenge(asked));
      case "login" -> login(asked);
      case "logoff" -> goodbye(asked);
      default -> say(user.map(known -> authorized(asked, known)).orElse(Answers.denied(asked)));
    }
    flush();
  }

  private List<Block> authorized(AmiRequest asked, AmiUser known) {
    Optional<List<String>> classes = pbx.actions().classes(asked.actionKey());
    if (classes.isEmpty()) {
      return Answers.unknown(asked);
    }
    return known.mayAsk(classes.get()) ? run(asked, known) : Answers.denied(asked);
  }

  private List<Block> run(AmiRequest asked, AmiUser known) {
    return switch (asked.actionKey()) {
      case "events" -> events(asked);
      case "filter" -> filter(asked);
      case "listcommands" -> Answers.success(asked, pbx.actions().allowed(known));
      case "command" -> command(asked);
      default -> new Questions(pbx).answer(asked);
    };
  }

  private List<Block> challenge(AmiRequest asked) {
    if (!asked.text("AuthType").equalsIgnoreCase("MD5")) {
      return Answers.error(asked, "Must specify AuthType");
    }
    String made = String.valueOf(100_000_000 + random.nextInt(900_000_000));
    challenge = Optional.of(made);
    return Answers.success(asked, Fields.of("Challenge", made));
  }

  private void login(AmiRequest asked) {
    user = pbx.user(asked.text("Username")).filter(known -> proves(asked, known));
    if (user.isEmpty()) {
      say(Answers.error(asked, "Authentication failed"));
      hangUp();
      return;
    }
    filter.mask(asked.text("Events"));
    say(Answers.message(asked, "Authentication accepted"));
    if (pbx.power().phase() == Phase.UP && mayRead(Works.SYSTEM)) {
      outlet.send(Block.event(booted()));
    }
  }

  private boolean proves(AmiRequest asked, AmiUser known) {
    return asked.text("AuthType").equalsIgnoreCase("MD5")
        ? challenge
            .filter(made -> asked.text("Key").equals(Md5.hex(made + known.secret())))
            .isPresent()
        : asked.text("Secret").equals(known.secret());
  }

  private boolean mayRead(String eventClass) {
    return user.filter(known -> known.mayRead(eventClass)).isPresent()
        && filter.takesClass(eventClass);
  }

  /** Without a time, unlike the one at the end of a start. */
  private String booted() {
    return "Event: FullyBooted\r\nPrivilege: system,all\r\n"
        + Fields.of("Uptime", pbx.secondsSince(pbx.power().booted()))
            .add("LastReload", pbx.secondsSince(pbx.power().reloaded()))
            .add("Status", "Fully Booted")
            .text()
        + "\r\n";
  }

  private void goodbye(AmiRequest asked) {
    Fields thanks = Fields.of("Message", "Thanks for all the fish.");
    say(Answers.response("Goodbye", asked, thanks));
    hangUp();
  }

  private List<Block> events(AmiRequest asked) {
    filter.mask(asked.text("EventMask"));
    return Answers.success(asked, Fields.of("Events", filter.isOff() ? "Off" : "On"));
  }

  private List<Block> filter(AmiRequest asked) {
    if (!asked.text("Operation").equalsIgnoreCase("Add")) {
      return Answers.error(asked, "Unknown operation");
    }
    boolean added =
        filter.add(
            asked.text("MatchCriteria"),
            asked.text("Filter"),
            pbx.setup().version().matchesNames());
    return added ? Answers.message(asked, "Success") : Answers.error(asked, "Filter format error");
  }

  private List<Block> command(AmiRequest asked) {
    String line = asked.text("Command").strip();
    askedForRestart |= line.startsWith("core restart") || line.startsWith("core stop");
    Fields fields = Fields.of("Message", "Command output follows");
    List<String> output = pbx.command(line).lines().toList();
    output.forEach(each -> fields.add("Output", each));
    return Answers.success(asked, output.isEmpty() ? fields.add("Output", "") : fields);
  }

  private void say(List<Block> blocks) {
    blocks.forEach(outlet::send);
  }

  /** What happened; it may have to wait for the next answer. */
  void deliver(List<AmiEvent> events) {
    flush();
    piled.addAll(events);
    if (!pbx.pilesUp(events.getFirst())) {
      flush();
    }
  }

  /** Sends what has waited. */
  void flush() {
    List<AmiEvent> waited = List.copyOf(piled);
    piled.clear();
    waited.forEach(this::send);
  }

  private void send(AmiEvent event) {
    boolean unheard = askedForRestart && event.name().equals("Shutdown");
    if (!closed && !unheard && mayRead(event.eventClass())) {
      String text = event.text(pbx.setup().timestampEvents());
      if (filter.passes(event, text)) {
        outlet.send(Block.event(text));
      }
    }
  }

  private void hangUp() {
    pbx.left(this);
    close();
  }

  /** Says what is left to say, and no more. */
  void close() {
    flush();
    closed = true;
    outlet.close();
  }

  SessionView view(long queued, long written) {
    return new SessionView(
        number,
        user.map(AmiUser::name).orElse(""),
        filter.mask(),
        filter.words(),
        requests,
        lastActionId,
        queued,
        written);
  }
}

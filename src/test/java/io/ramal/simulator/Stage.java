package io.ramal.simulator;

import io.ramal.rig.AmiBlock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A simulated PBX as the rig's is configured, and one session with it, without a network. */
final class Stage {

  static final Duration LONG = Duration.ofMinutes(2);
  static final String PASSWORD = "secret";

  private static final Instant START = Instant.parse("2026-11-22T07:00:00Z");
  private static final List<AmiUser> USERS =
      List.of(
          AmiUser.pool("ramal", "amisecret"),
          AmiUser.admin("admin", "amisecret"),
          new AmiUser("weak", "amisecret", Set.of("call"), Set.of("log")));

  private final SimulatedPbx pbx;
  private final List<Block> said = new ArrayList<>();
  private AmiSession session;
  private boolean closed;
  private int asked;

  private Stage(PbxSetup setup, long seed) {
    pbx = new SimulatedPbx(setup, START, new SplittableRandom(seed));
  }

  static Stage rig(long seed) {
    return with(rigSetup(Stream.of()), seed);
  }

  static Stage withTrunk(long seed) {
    return with(rigSetup(Stream.of(Endpoint.TRUNK)), seed);
  }

  static Stage with(PbxSetup setup, long seed) {
    return new Stage(setup, seed);
  }

  static PbxSetup rigSetup(Stream<String> more) {
    List<Endpoint> endpoints =
        Stream.of(names(3000, 3009), more, names(3100, 3104))
            .flatMap(each -> each)
            .map(name -> Endpoint.named(name).password(PASSWORD))
            .toList();
    return PbxSetup.of(List.of(), USERS.toArray(AmiUser[]::new))
        .endpoints(endpoints)
        .queues(Map.of("support", List.of("3000", "3001")))
        .expiryCheck(Duration.ofSeconds(30));
  }

  private static Stream<String> names(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(String::valueOf);
  }

  SimulatedPbx pbx() {
    return pbx;
  }

  Outcome registers(String extension, PhoneAddress from) {
    return pbx.register(extension, from, LONG, PASSWORD);
  }

  Outcome calls(String extension, String number) {
    return pbx.call(extension, number, PASSWORD);
  }

  Stage pass(Duration time) {
    pbx.advanceTo(pbx.now().plus(time));
    return this;
  }

  Stage pass(long millis) {
    return pass(Duration.ofMillis(millis));
  }

  /** A new session, whose blocks follow those of the last. */
  Stage connect() {
    closed = false;
    session =
        pbx.connect(
                new Outlet() {
                  @Override
                  public void send(Block block) {
                    said.add(block);
                  }

                  @Override
                  public void close() {
                    closed = true;
                  }
                })
            .orElseThrow();
    return this;
  }

  Stage login(String user) {
    connect();
    return ask("Login", "Username: " + user, "Secret: amisecret", "Events: on");
  }

  /** Asks with the id that the recordings have: r1 is the login. */
  Stage ask(String action, String... lines) {
    asked++;
    session.line("Action: " + action);
    session.line("ActionID: r" + asked);
    Stream.of(lines).forEach(session::line);
    session.line("");
    return this;
  }

  boolean isClosed() {
    return closed;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    said.forEach(block -> text.append(block.text()));
    return text.toString();
  }

  /** What was answered to the action with this id. */
  String answer(String id) {
    StringBuilder text = new StringBuilder();
    said.stream()
        .filter(block -> block.text().contains("\r\nActionID: " + id + "\r\n"))
        .forEach(block -> text.append(block.text()));
    return text.toString();
  }

  /** All events so far. */
  List<AmiBlock> events() {
    return said.stream()
        .filter(block -> block.kind() == Block.Kind.EVENT)
        .map(block -> AmiBlock.parse(block.text()))
        .toList();
  }

  AmiSession session() {
    return session;
  }
}

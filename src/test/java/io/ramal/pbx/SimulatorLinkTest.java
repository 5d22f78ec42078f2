package io.ramal.pbx;

import static io.ramal.pbx.TestLink.soon;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ramal.extension.State;
import io.ramal.simulator.AmiUser;
import io.ramal.simulator.AsteriskVersion;
import io.ramal.simulator.Endpoint;
import io.ramal.simulator.Fault;
import io.ramal.simulator.Outcome;
import io.ramal.simulator.PbxSetup;
import io.ramal.simulator.PhoneAddress;
import io.ramal.simulator.Restart;
import io.ramal.simulator.SimulatedPbx;
import io.ramal.simulator.SimulatorServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The link follows the simulated PBX as it does a real one. */
class SimulatorLinkTest {

  private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
  private static final Duration EXPIRES = Duration.ofMinutes(2);

  private final FollowedPool pool = new FollowedPool();
  private SimulatorServer pbx;
  private TestLink link;

  @AfterEach
  void stop() {
    link.close();
    pbx.close();
  }

  private static PbxSetup setup() {
    List<Endpoint> endpoints =
        Stream.of("3000", "3001", "3002", "agent-7").map(Endpoint::named).toList();
    return PbxSetup.of(endpoints, AmiUser.pool("ramal", "amisecret"));
  }

  private void begin(AsteriskVersion version) {
    begin(TestLink.pinging(Duration.ofMillis(50)), setup().version(version));
  }

  private void begin(LinkTimes times, PbxSetup setup) {
    pbx = SimulatorServer.start(new SimulatedPbx(setup, START, new SplittableRandom(1)));
    done(there -> there.register("3002", PhoneAddress.udp(40_002), EXPIRES, ""));
    link = TestLink.to(pbx.port(), times, pool).awaitSynced();
    pass(Duration.ofSeconds(2)); // old enough to survive a crash
  }

  private void done(Function<SimulatedPbx, Outcome> verb) {
    assertEquals(Outcome.DONE, pbx.with(verb));
  }

  private void pass(Duration time) {
    pbx.advanceTo(pbx.with(SimulatedPbx::now).plus(time));
  }

  private void agree() {
    soon()
        .untilAsserted(
            () -> {
              assertEquals(contacts(), pool.contacts());
              assertEquals(channels(), pool.channels());
            });
  }

  private Set<String> contacts() {
    return pbx.with(SimulatedPbx::contacts).stream()
        .map(each -> each.extension() + " " + each.uri())
        .collect(toSet());
  }

  private Set<String> channels() {
    return pbx.with(SimulatedPbx::channels).stream()
        .map(each -> each.extension() + " " + each.uniqueid())
        .collect(toSet());
  }

  @ParameterizedTest
  @EnumSource
  void followsALife(AsteriskVersion version) {
    begin(version);
    agree();
    done(there -> there.register("3000", PhoneAddress.wss(40_000), EXPIRES, ""));
    soon().until(() -> pool.state("3000") == State.BUSY);
    done(there -> there.callIn("3000"));
    done(there -> there.answer("3000"));
    soon().until(() -> pool.state("3000") == State.IN_CALL);
    done(there -> there.transferBlind("3000", "3002"));
    soon().until(() -> pool.state("3000") == State.BUSY);
    done(there -> there.answer("3002"));
    agree();
    done(there -> there.hangUp("3002"));
    done(there -> there.register("3000", PhoneAddress.wss(40_001), EXPIRES, ""));
    agree();
    done(there -> there.call("3000", "600", ""));
    done(there -> there.vanish("3000"));
    agree();
    soon().until(() -> pool.state("3000") == State.IN_CALL);
  }

  @ParameterizedTest
  @EnumSource
  void followsThroughRestarts(AsteriskVersion version) {
    begin(version);
    for (Restart how : List.of(Restart.NOW, Restart.CRASH, Restart.GRACEFULLY)) {
      done(there -> there.register("3000", PhoneAddress.wss(40_000), EXPIRES, ""));
      done(there -> there.call("3002", "600", ""));
      agree();
      done(there -> there.restart(how));
      if (how == Restart.GRACEFULLY) {
        done(there -> there.hangUp("3002"));
      }
      pass(Duration.ofSeconds(4));
      link.awaitSynced();
      agree();
      assertEquals(State.BUSY, pool.state("3002"), how.name());
      assertEquals(State.FREE, pool.state("3000"), how.name());
    }
  }

  /** Whatever goes wrong with the connection, in the end the pool is right. */
  @ParameterizedTest
  @EnumSource(names = {"DOUBLED", "CUT", "HALF_OPEN", "SLOW", "GARBAGE", "RESTART"})
  void isRightAgainAfter(Fault fault) {
    begin(AsteriskVersion.ASTERISK_22);
    pbx.fault(fault);
    pbx.with(there -> there.register("agent-7", PhoneAddress.udp(40_007), EXPIRES, ""));
    pbx.with(there -> there.call("agent-7", "600", ""));
    pass(Duration.ofSeconds(4));
    agree();
  }

  /** What was lost or late is found by the next re-read. */
  @ParameterizedTest
  @EnumSource(names = {"LOST", "LATE"})
  void isRightAgainAfterEventsThatWereNotAsTheyShouldBe(Fault fault) {
    begin(TestLink.resyncing(Duration.ofMillis(100)), setup());
    pbx.faultRate(fault, 1);
    done(there -> there.register("agent-7", PhoneAddress.udp(40_007), EXPIRES, ""));
    done(there -> there.call("agent-7", "600", ""));
    agree();
    done(there -> there.hangUp("agent-7"));
    done(there -> there.unregister("agent-7"));
    agree();
  }

  @Test
  void followsPeersOfChanSip() {
    List<Endpoint> peers = List.of(Endpoint.named("3000").sip(), Endpoint.named("3002"));
    var setup = setup().endpoints(peers).version(AsteriskVersion.ASTERISK_16);
    begin(TestLink.pinging(Duration.ofMillis(50)), setup);
    done(there -> there.register("3000", PhoneAddress.udp(40_000), EXPIRES, ""));
    soon().until(() -> pool.state("3000") == State.BUSY);
    done(there -> there.register("3000", PhoneAddress.udp(40_001), EXPIRES, ""));
    done(there -> there.call("3000", "600", ""));
    soon().until(() -> pool.state("3000") == State.IN_CALL);
    done(there -> there.hangUp("3000"));
    soon().until(() -> pool.contacts().contains("3000 sip:3000@127.0.0.1:40001"));
    done(there -> there.unregister("3000"));
    soon().until(() -> pool.state("3000") == State.FREE);
  }
}

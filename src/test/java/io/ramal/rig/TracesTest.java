package io.ramal.rig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TracesTest {

  static List<String> names() {
    return Traces.names();
  }

  static List<String> scenarios() {
    return Traces.scenarios();
  }

  @ParameterizedTest
  @MethodSource("names")
  void readsEveryByteOfARecordingInBlocks(String name) {
    byte[] whole = Traces.bytes(name + ".ami");
    ByteArrayOutputStream blocks = new ByteArrayOutputStream();
    blocks.writeBytes("Asterisk Call Manager/11.0.0\r\n".getBytes(UTF_8));
    Traces.load(name).entries().forEach(entry -> blocks.writeBytes(entry.bytes()));
    assertArrayEquals(whole, blocks.toByteArray());
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void whatGoesInAScenarioWasThereBefore(String name) {
    PbxState state = PbxState.before(name);
    for (AmiBlock event : Traces.blocks(name)) {
      PbxState now = state;
      if (event.isEvent("Hangup")) {
        assertTrue(has(now.channels(), event.get("Uniqueid")), event::toString);
      }
      if (event.isEvent("ContactStatus") && event.get("ContactStatus").equals("Removed")) {
        assertTrue(now.contacts().stream().anyMatch(c -> c.uri().equals(event.get("URI"))), name);
      }
      state = state.after(event);
    }
    boolean crashed = name.equals("crash-in-call"); // which says nothing
    assertEquals(crashed ? 1 : 0, state.channels().size());
  }

  private static boolean has(List<PbxChannel> channels, String uniqueid) {
    return channels.stream().anyMatch(channel -> channel.uniqueid().equals(uniqueid));
  }

  @Test
  void knowsWhenABlockCame() {
    Trace trace = Traces.load("expiry");
    assertTrue(trace.live().getLast().at().compareTo(Duration.ofSeconds(29)) > 0);
  }

  @Test
  void putsTheTwoPartsOfAScenarioTogether() {
    assertTrue(Traces.scenarios().contains("restart-in-call"));
    assertEquals(2, Traces.scenario("restart-in-call").size());
    assertEquals(1, Traces.scenario("register").size());
  }

  @Test
  void keepsFieldsThatComeTwice() {
    AmiBlock block = AmiBlock.parse("Output: a\r\nOutput:\r\nOutput: b: c\r\n");
    assertEquals(List.of("a", "", "b: c"), block.all("output"));
  }
}

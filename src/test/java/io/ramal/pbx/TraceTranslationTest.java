package io.ramal.pbx;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ramal.extension.ExtensionName;
import io.ramal.extension.Trigger;
import io.ramal.rig.AmiBlock;
import io.ramal.rig.PbxState;
import io.ramal.rig.Traces;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event of every recording, translated and applied by the rules. */
class TraceTranslationTest {

  /** What each recording does to each extension; of those that are not named, nothing is heard. */
  private static final String PATHS =
      """
      call-busy 3000: busy, in_call, busy
      call-extension-to-extension 3000: busy, in_call, busy; 3001: busy, in_call, busy
      call-in-callee-hangs-up 3000: busy, in_call, busy; trunk: in_call, free
      call-in-caller-hangs-up 3000: busy, in_call, busy; trunk: in_call, free
      call-in-cancelled 3000: busy, in_call, busy; trunk: in_call, free
      call-in-rejected 3000: busy, in_call, busy; trunk: in_call, free
      call-in-unregistered trunk: in_call, free
      call-no-such-number 3000: busy, in_call, busy
      call-out-echo 3000: busy, in_call, busy
      call-out-server-hangs-up 3000: busy, in_call, busy
      call-out-wss 3100: busy, in_call, busy
      call-waiting 3000: busy, in_call, busy; trunk: in_call, free
      call-while-unregistered 3000: in_call, free
      client-reload-replace 3000: busy
      client-reload-unregister 3000: busy, free, busy
      client-reload-wss 3100: busy, free, busy
      crash-in-call-1 3000: in_call
      crash-in-call-2 3000: busy
      expiry 3000: busy, free
      expiry-checked-every-second 3000: busy, free
      kick 3000: busy, free
      login-events-off 3000: busy, free
      login-failed nothing
      login-md5 nothing
      originate 3000: busy, in_call, busy
      park trunk: in_call, free
      qualify-reachable-again 3000: busy
      qualify-unreachable 3000: busy
      queue 3000: busy, in_call, busy; 3001: busy, in_call, busy; trunk: in_call, free
      refresh 3000: busy
      register 3000: busy
      register-wrong-password nothing
      register-wss 3100: busy, free
      reload 3000: busy; 3001: in_call, busy
      reload-pool-changed 3000: busy; 3001: busy
      restart-gracefully 3000: in_call, busy
      restart-in-call-1 3000: in_call, busy
      restart-in-call-2 3000: busy
      restart-while-registered-1 3000: busy
      restart-while-registered-2 3000: busy
      stop-in-call-1 3000: in_call, busy
      stop-in-call-2 3000: busy
      transfer-attended 3000: busy, in_call, busy; 3001: busy, in_call, busy; trunk: in_call, free
      transfer-blind 3000: busy, in_call, busy; 3001: busy, in_call, busy; trunk: in_call, free
      transfer-feature-code 3000: busy, in_call, busy; trunk: in_call, free
      unregister 3000: busy, free
      user-pool 3000: busy, in_call, busy, free
      user-weak 3000: in_call, free
      """;

  private static Map<String, String> paths() {
    return PATHS
        .lines()
        .collect(toMap(line -> line.split(" ", 2)[0], line -> line.split(" ", 2)[1]));
  }

  static Stream<String> recordings() {
    return Traces.names().stream();
  }

  /** All but the one with 150 calls, in which each goes many ways. */
  static Stream<String> stories() {
    return recordings().filter(recording -> !recording.equals("noisy"));
  }

  @Test
  void everyRecordingIsTold() {
    assertEquals(stories().collect(toSet()), paths().keySet());
  }

  @ParameterizedTest
  @MethodSource("stories")
  void eachExtensionGoesItsWay(String recording) {
    var pool = begun(recording);
    Map<String, List<String>> states = new TreeMap<>();
    note(pool, states);
    for (AmiBlock block : happenings(recording)) {
      translated(block).forEach(each -> pool.apply(each.extension(), each.trigger()));
      note(pool, states);
    }
    assertEquals(paths().get(recording), words(states));
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void contactsAndChannelsEndAsThePbxHasThem(String recording) {
    var pool = begun(recording);
    PbxState pbx = before(recording);
    for (AmiBlock block : happenings(recording)) {
      translated(block).forEach(each -> pool.apply(each.extension(), each.trigger()));
      pbx = pbx.after(block);
    }
    assertEquals(
        pbx.contacts().stream().map(each -> each.extension() + " " + each.uri()).collect(toSet()),
        pool.contacts());
    assertEquals(
        pbx.channels().stream()
            .map(each -> each.extension() + " " + each.uniqueid())
            .collect(toSet()),
        pool.channels());
  }

  private static List<AmiBlock> happenings(String recording) {
    return Traces.blocks(recording).stream().filter(AmiBlock::isLive).toList();
  }

  private static List<Translation> translated(AmiBlock block) {
    return Translator.translate(message(block));
  }

  private static AmiMessage message(AmiBlock block) {
    var fields = new LinkedHashMap<String, String>();
    block.fields().forEach(field -> fields.putIfAbsent(field.name(), field.value()));
    return new AmiMessage(fields);
  }

  /** What the PBX has as the recording begins; the second part of one begins after a restart. */
  private static PbxState before(String recording) {
    PbxState before = PbxState.before(recording.replaceFirst("-[12]$", ""));
    return recording.endsWith("-2") ? before.restarted() : before;
  }

  private static FollowedPool begun(String recording) {
    var pool = new FollowedPool();
    PbxState before = before(recording);
    before
        .contacts()
        .forEach(
            each ->
                pool.apply(
                    new ExtensionName(each.extension()),
                    new Trigger.ContactSeen(each.uri(), each.status(), each.userAgent(), false)));
    before
        .channels()
        .forEach(
            each ->
                pool.apply(
                    new ExtensionName(each.extension()),
                    new Trigger.ChannelStarted(each.name(), each.uniqueid(), each.linkedid())));
    return pool;
  }

  private static void note(FollowedPool pool, Map<String, List<String>> states) {
    pool.states()
        .forEach(
            (extension, state) -> {
              var path = states.computeIfAbsent(extension, any -> new ArrayList<>());
              if (path.isEmpty() || !path.getLast().equals(state.word())) {
                path.add(state.word());
              }
            });
  }

  private static String words(Map<String, List<String>> states) {
    return states.isEmpty()
        ? "nothing"
        : states.entrySet().stream()
            .map(each -> each.getKey() + ": " + String.join(", ", each.getValue()))
            .collect(joining("; "));
  }
}

package io.ramal.pbx;

import static io.ramal.pbx.TestLink.soon;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ramal.rig.TraceServer;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded scenario over a link: in the end the pool has what the PBX has. */
class TraceLinkTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  static Stream<String> scenarios() {
    return TraceServer.scenarios().stream();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void thePoolEndsAsThePbx(String scenario) throws Exception {
    follow(TraceServer.start(scenario));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void thePoolEndsAsAnOldPbx(String scenario) throws Exception {
    follow(TraceServer.start(scenario).asterisk16());
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void thePoolEndsAsAPbxThatFiltersNothing(String scenario) throws Exception {
    follow(TraceServer.start(scenario).filters(TraceServer.Filters.IGNORED));
  }

  private static void follow(TraceServer server) throws Exception {
    var pool = new FollowedPool();
    try (var pbx = server.playWhenSynced();
        var link = TestLink.to(pbx.port(), pool)) {
      pbx.awaitFinished(LONG);
      link.awaitSynced();
      soon()
          .untilAsserted(
              () -> {
                assertEquals(contacts(pbx), pool.contacts());
                assertEquals(channels(pbx), pool.channels());
              });
    }
  }

  private static Set<String> contacts(TraceServer pbx) {
    return pbx.state().contacts().stream()
        .map(each -> each.extension() + " " + each.uri())
        .collect(toSet());
  }

  private static Set<String> channels(TraceServer pbx) {
    return pbx.state().channels().stream()
        .map(each -> each.extension() + " " + each.uniqueid())
        .collect(toSet());
  }
}

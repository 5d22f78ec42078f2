package io.ramal.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ramal.command.Server;
import io.ramal.database.DatabaseSettings;
import io.ramal.database.TestDatabase;
import io.ramal.rig.PbxChannel;
import io.ramal.rig.PbxContact;
import io.ramal.rig.PbxState;
import io.ramal.rig.TraceServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The known faults of the service that Ramal replaces, one test each, through the whole server
 * against a PBX that says what a test wants.
 */
class OldFaultsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final DatabaseSettings database = TestDatabase.POSTGRESQL.migrated();
  private TraceServer pbx = TraceServer.start("login-md5");
  private Server server = server("300,3000,30001,agent-7");

  private Server server(String extensions) {
    return Server.start(
        TestSettings.of(
            database,
            Map.of(
                "PORT", "0",
                "AMI_PORT", String.valueOf(pbx.port()),
                "AMI_USER", "ramal",
                "AMI_PASS", "amisecret",
                "LEASE_TTL", "PT1S",
                "EXTENSIONS", extensions)));
  }

  @AfterEach
  void stop() {
    server.close();
    pbx.close();
  }

  private RamalClient client() {
    return new RamalClient(URI.create(server.url()));
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(condition);
  }

  private void synced() {
    until(() -> client().synced());
  }

  private void state(String extension, String state) {
    until(() -> client().state(extension).equals(state));
  }

  private void registers(String extension) {
    pbx.send(contact(extension, "NonQualified"));
  }

  private void unregisters(String extension) {
    pbx.send(contact(extension, "Removed"));
  }

  private static String contact(String extension, String status) {
    return """
    Event: ContactStatus
    Privilege: system,all
    URI: sip:%1$s@127.0.0.1:5062
    ContactStatus: %2$s
    AOR: %1$s
    EndpointName: %1$s

    """
        .formatted(extension, status);
  }

  private void calls(String channel, String uniqueid) {
    pbx.send(channel("Newchannel", channel, uniqueid));
  }

  private void hangsUp(String channel, String uniqueid) {
    pbx.send(channel("Hangup", channel, uniqueid));
  }

  private static String channel(String event, String channel, String uniqueid) {
    return """
    Event: %s
    Privilege: call,all
    Channel: %s
    ChannelStateDesc: Up
    Uniqueid: %s
    Linkedid: %3$s
    Cause: 16

    """
        .formatted(event, channel, uniqueid);
  }

  @Test
  void aChannelWhoseNumberEndsInAnExtensionIsNotTakenForThatExtension() {
    synced();
    calls("PJSIP/3001-00003000", "1.1");
    calls("PJSIP/30001-00000300", "1.2");
    state("30001", "in_call");
    assertEquals("free", client().state("3000"));
    assertEquals("free", client().state("300"));
  }

  @Test
  void anExtensionIsNotTakenForAnotherWhoseNameContainsIt() {
    synced();
    registers("300");
    calls("PJSIP/agent-7-00000003", "1.1");
    state("agent-7", "in_call");
    state("300", "busy");
    assertEquals("free", client().state("3000"));
    assertEquals("free", client().state("30001"));
  }

  @Test
  void theHangupOfOneOfTwoChannelsDoesNotFree() {
    synced();
    calls("PJSIP/3000-00000001", "1.1");
    calls("PJSIP/3000-00000002", "1.2");
    hangsUp("PJSIP/3000-00000001", "1.1");
    until(() -> client().events("3000").contains("channel_ended"));
    assertEquals("in_call", client().state("3000"));
  }

  @Test
  void aHangupWhileRegisteredDoesNotFree() {
    synced();
    registers("3000");
    calls("PJSIP/3000-00000001", "1.1");
    hangsUp("PJSIP/3000-00000001", "1.1");
    until(() -> client().events("3000").contains("call_ended"));
    assertEquals("busy", client().state("3000"));
  }

  @Test
  void aLiveClientIsNotFreedByATimer() {
    synced();
    String own = client().free("tab-1").orElseThrow();
    registers(own);
    state(own, "busy");
    String other = client().free("tab-2").orElseThrow();
    until(() -> client().events(other).contains("lease_expired"));
    assertEquals("busy", client().state(own));
    assertEquals(false, client().events(own).contains("lease_expired"));
  }

  @Test
  void anExtensionIsNotHandedToTwoClients() {
    synced();
    var asked = new ArrayList<CompletableFuture<Optional<String>>>();
    for (int i = 0; i < 16; i++) {
      String tab = "tab-" + i;
      asked.add(CompletableFuture.supplyAsync(() -> client().free(tab)));
    }
    var given = asked.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();
    assertEquals(4, given.size());
    assertEquals(4, Set.copyOf(given).size(), given.toString());
  }

  @Test
  void aRegisteredHardphoneIsNotHandedOut() {
    synced();
    registers("300");
    registers("3000");
    registers("30001");
    state("30001", "busy");
    assertEquals(Optional.of("agent-7"), client().free("tab-1"));
    assertEquals(Optional.empty(), client().free("tab-2"));
  }

  @Test
  void afterTenRefusedConnectionsItStillReconnectsAndReadsThePbxAgain() {
    synced();
    registers("3000");
    state("3000", "busy");
    pbx.close();
    until(() -> client().reconnectAttempts() > 10);
    pbx =
        TraceServer.startOn(pbx.port(), "login-md5")
            .state(
                PbxState.EMPTY
                    .with(PbxContact.of("sip:30001@127.0.0.1:5063"))
                    .with(PbxChannel.up("PJSIP/300-0000000a", "2.1")));
    state("30001", "busy");
    state("300", "in_call");
    state("3000", "free");
  }

  @Test
  void aRestartForgetsNothing() {
    synced();
    String own = client().free("tab-1").orElseThrow();
    registers(own);
    state(own, "busy");
    var before = client().events(own);
    server.close();
    server = server("300,3000,30001,agent-7");
    assertEquals(before, client().events(own).subList(0, before.size()));
    assertEquals("busy", client().state(own));
  }

  @Test
  void aPhoneThatLeavesAndComesBackIsFollowed() {
    synced();
    registers("3000");
    state("3000", "busy");
    unregisters("3000");
    state("3000", "free");
    registers("3000");
    state("3000", "busy");
  }
}

package io.ramal.pbx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ramal.extension.ExtensionName;
import io.ramal.extension.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranslatorTest {

  private static final String URI = "sip:3000@127.0.0.1:40000";

  private static List<Translation> translated(String... lines) {
    return Translator.translate(AmiMessage.of(List.of(lines)));
  }

  private static Trigger only(List<Translation> translations, String extension) {
    assertEquals(1, translations.size());
    assertEquals(new ExtensionName(extension), translations.getFirst().extension());
    return translations.getFirst().trigger();
  }

  private static List<Translation> contactStatus(String status, String endpoint, String aor) {
    return translated(
        "Event: ContactStatus",
        "URI: " + URI,
        "ContactStatus: " + status,
        "AOR: " + aor,
        "EndpointName: " + endpoint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"NonQualified", "Reachable", "Unreachable", "Created", "Updated", "Unknown"})
  void aContactIsThereWhateverItsStatusBut(String status) {
    assertEquals(
        new Trigger.ContactSeen(URI, status, "", false),
        only(contactStatus(status, "3000", "3000"), "3000"));
  }

  @Test
  void aContactIsGoneWhenItIsRemoved() {
    assertEquals(
        new Trigger.ContactGone(URI), only(contactStatus("Removed", "3000", "3000"), "3000"));
  }

  @Test
  void whatIsCutIsNotCutWithinACharacter() {
    String smile = new String(Character.toChars(0x1F600));
    assertEquals("sip:" + "a".repeat(495), Limited.uri("sip:" + "a".repeat(495) + smile + "b"));
    assertEquals(
        "sip:" + "a".repeat(494) + smile, Limited.uri("sip:" + "a".repeat(494) + smile + "b"));
  }

  @Test
  void whatAClientMakesTooLongIsCutAlikeInEveryEvent() {
    String uri = "sip:3000@" + "a".repeat(600);
    var seen =
        only(
            translated(
                "Event: ContactStatus", "URI: " + uri, "ContactStatus: Reachable", "AOR: 3000"),
            "3000");
    var gone =
        only(
            translated(
                "Event: ContactStatus", "URI: " + uri, "ContactStatus: Removed", "AOR: 3000"),
            "3000");
    assertEquals(new Trigger.ContactSeen(uri.substring(0, 500), "Reachable", "", false), seen);
    assertEquals(new Trigger.ContactGone(uri.substring(0, 500)), gone);
  }

  @Test
  void aContactBelongsToItsEndpointAndFailingThatToItsAor() {
    assertEquals(
        new Trigger.ContactGone(URI), only(contactStatus("Removed", "agent-7", "3000"), "agent-7"));
    assertEquals(new Trigger.ContactGone(URI), only(contactStatus("Removed", "", "3000"), "3000"));
  }

  @ParameterizedTest
  @CsvSource({
    "PJSIP/300-00000001, 300",
    "PJSIP/3000-00000001, 3000",
    "PJSIP/30001-00000001, 30001",
    "PJSIP/3001-00003000, 3001",
    "PJSIP/agent-7-00000003, agent-7",
    "PJSIP/agent-00000003-00000004, agent-00000003",
    "PJSIP/3000-00000001-0000abcd, 3000-00000001",
    "SIP/3000-0000000f, 3000",
  })
  void aChannelBelongsToTheWholeNameBeforeTheLastDash(String channel, String extension) {
    var trigger =
        only(
            translated(
                "Event: Newchannel", "Channel: " + channel, "Uniqueid: 1.2", "Linkedid: 1.1"),
            extension);
    assertEquals(new Trigger.ChannelStarted(channel, "1.2", "1.1"), trigger);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Local/3000@pool-00000001;1",
        "Local/3000@pool-00000001;2",
        "DAHDI/3000-00000001",
        "IAX2/3000-00000001",
        "pjsip/3000-00000001",
        "PJSIP/3000",
        "PJSIP/3000-0000001",
        "PJSIP/3000-000000001",
        "PJSIP/3000-0000000g",
        "PJSIP/3000-00000001<ZOMBIE>",
        "PJSIP/-00000001",
        "PJSIP/free-00000001",
        "PJSIP/with space-00000001",
        "PJSIP/trunk/3000-00000001",
        "XPJSIP/3000-00000001",
        "",
      })
  void whatIsNoPhonesChannelMeansNothing(String channel) {
    assertEquals(
        List.of(), translated("Event: Newchannel", "Channel: " + channel, "Uniqueid: 1.2"));
    assertEquals(List.of(), translated("Event: Hangup", "Channel: " + channel, "Uniqueid: 1.2"));
  }

  @ParameterizedTest
  @CsvSource({"16, 16", "0, 0", "'', ", "many, "})
  void aChannelEndsWithItsCause(String cause, Integer expected) {
    var trigger =
        only(
            translated(
                "Event: Hangup",
                "Channel: PJSIP/3000-00000001",
                "Uniqueid: 1.2",
                "Cause: " + cause),
            "3000");
    var known = expected == null ? OptionalInt.empty() : OptionalInt.of(expected);
    assertEquals(new Trigger.ChannelEnded("1.2", known), trigger);
  }

  private static List<Translation> renamed(String from, String to) {
    return translated("Event: Rename", "Channel: " + from, "Newname: " + to, "Uniqueid: 1.2");
  }

  @Test
  void aChannelRenamedWithinAnExtensionStays() {
    assertEquals(
        new Trigger.ChannelRenamed("1.2", "PJSIP/3000-00000002"),
        only(renamed("PJSIP/3000-00000001", "PJSIP/3000-00000002"), "3000"));
  }

  @Test
  void aChannelRenamedToAnotherExtensionEndsHereAndBeginsThere() {
    var passed = renamed("PJSIP/3000-00000001", "PJSIP/30001-00000001");
    assertEquals(
        List.of(
            new Trigger.ChannelEnded("1.2", OptionalInt.empty()),
            new Trigger.ChannelStarted("PJSIP/30001-00000001", "1.2", "")),
        passed.stream().map(Translation::trigger).toList());
    assertEquals(
        List.of("3000", "30001"), passed.stream().map(each -> each.extension().value()).toList());
  }

  @Test
  void aChannelThatBecomesNoPhonesEnds() {
    assertEquals(
        new Trigger.ChannelEnded("1.2", OptionalInt.empty()),
        only(renamed("PJSIP/3000-00000001", "PJSIP/3000-00000001<ZOMBIE>"), "3000"));
  }

  private static List<Translation> peerStatus(String technology, String status, String address) {
    return translated(
        "Event: PeerStatus",
        "ChannelType: " + technology,
        "Peer: " + technology + "/3000",
        "PeerStatus: " + status,
        "Address: " + address);
  }

  @Test
  void aSipPeerThatRegistersHasThatContactAndNoOther() {
    assertEquals(
        new Trigger.ContactSeen("sip:3000@127.0.0.1:35047", "Reachable", "", true),
        only(peerStatus("SIP", "Registered", "127.0.0.1:35047"), "3000"));
  }

  @Test
  void aSipPeerThatUnregistersHasNoContact() {
    assertEquals(new Trigger.ContactsGone(), only(peerStatus("SIP", "Unregistered", ""), "3000"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Reachable", "Unreachable", "Lagged"})
  void aSipPeersReachabilityIsItsContacts(String status) {
    assertEquals(
        new Trigger.ReachabilityChanged(status), only(peerStatus("SIP", status, ""), "3000"));
  }

  @ParameterizedTest
  @CsvSource({
    "PJSIP, Reachable",
    "PJSIP, Unreachable",
    "PJSIP, Registered",
    "IAX2, Registered",
    "SIP, Rejected",
    "SIP, Registered",
  })
  void otherPeerStatusesMeanNothing(String technology, String status) {
    assertEquals(List.of(), peerStatus(technology, status, ""));
  }

  @Test
  void aPeersContactIsTheSameFromAListAsFromAnEvent() {
    var item =
        AmiMessage.of(
            List.of(
                "Event: PeerEntry",
                "ObjectName: 3000",
                "IPaddress: 127.0.0.1",
                "IPport: 35047",
                "Status: OK (5 ms)"));
    assertEquals(
        Optional.of(
            new Sighting.OfContact(
                new ExtensionName("3000"),
                (Trigger.ContactSeen)
                    only(peerStatus("SIP", "Registered", "127.0.0.1:35047"), "3000"))),
        SipPeers.listed(item));
  }

  @Test
  void aListedPeerWithoutAddressIsNotRegistered() {
    var item = List.of("Event: PeerEntry", "ObjectName: 3000", "IPaddress: -none-", "IPport: 0");
    assertEquals(Optional.empty(), SipPeers.listed(AmiMessage.of(item)));
  }

  @ParameterizedTest
  @CsvSource({
    "1795331254.857680, 2026-11-22T07:07:34.857680Z",
    "1795331254.000001, 2026-11-22T07:07:34.000001Z",
    "1795331254.5, 2026-11-22T07:07:34.500Z",
    "4102444799.999999, 2099-12-31T23:59:59.999999Z",
  })
  void aTimestampIsExactToTheMicrosecond(String text, Instant expected) {
    var translations =
        translated(
            "Event: Hangup", "Timestamp: " + text, "Channel: PJSIP/3000-00000001", "Uniqueid: 1.2");
    assertEquals(Optional.of(expected), translations.getFirst().occurredAt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "1795331254", "1795331254.", "-1.5", "1.1234567"})
  void anEventWithoutATimeHasNone(String text) {
    var translations =
        translated(
            "Event: Hangup", "Timestamp: " + text, "Channel: PJSIP/3000-00000001", "Uniqueid: 1.2");
    assertEquals(Optional.empty(), translations.getFirst().occurredAt());
  }

  @Test
  void otherEventsMeanNothing() {
    assertEquals(
        List.of(),
        translated(
            "Event: HangupRequest", "Channel: PJSIP/3000-00000001", "Uniqueid: 1.2", "Cause: 16"));
    assertEquals(List.of(), translated("Event: ContactStatus", "AOR: 3000", "URI: "));
    assertEquals(List.of(), translated("Event: Newchannel", "Channel: PJSIP/3000-00000001"));
  }

  @Test
  void aValueMayHoldAnythingButALineBreak() {
    var message =
        AmiMessage.of(
            List.of("Event: X", "Name: \"A: B\" <1>; c", "Empty: ", "Name: second", "no"));
    assertEquals("\"A: B\" <1>; c", message.field("Name"));
    assertEquals("", message.field("Empty"));
  }
}

package io.ramal.pbx;

import io.ramal.extension.ExtensionName;
import io.ramal.extension.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.asteriskjava.manager.action.CoreShowChannelsAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.PJSipShowContactsAction;
import org.asteriskjava.manager.action.PJSipShowEndpointAction;
import org.asteriskjava.manager.action.SipPeersAction;

/**
 * Asks the PBX for what it has. Only an answer that says that there is nothing means that there is
 * nothing; everything else that is not a list is a failure.
 */
final class PbxReader {

  private static final String NO_CONTACTS = "No Contacts found";
  private static final String NO_ENDPOINT = "Unable to retrieve endpoint ";

  private final AmiConnection connection;

  PbxReader(AmiConnection connection) {
    this.connection = connection;
  }

  /** Every contact and every channel of phones. */
  Inventory everything()
      throws LinkLostException, LoginRefusedException, UnreadableException, InterruptedException {
    var sightings = new ArrayList<Sighting>(contacts());
    sightings.addAll(channels());
    return new Inventory(sightings);
  }

  /** Every contact and every channel of this extension. */
  Inventory of(ExtensionName extension)
      throws LinkLostException, LoginRefusedException, UnreadableException, InterruptedException {
    var sightings = new ArrayList<Sighting>(contactsOf(extension));
    sightings.addAll(channels());
    return new Inventory(
        sightings.stream().filter(each -> each.extension().equals(extension)).toList());
  }

  private List<Sighting> contacts()
      throws LinkLostException, LoginRefusedException, UnreadableException, InterruptedException {
    return contacts(
        list(new PJSipShowContactsAction(), NO_CONTACTS, PbxReader::contact), sipPeers());
  }

  private List<Sighting> contactsOf(ExtensionName extension)
      throws LinkLostException, LoginRefusedException, UnreadableException, InterruptedException {
    var action = new PJSipShowEndpointAction();
    action.setEndpoint(extension.value());
    return contacts(list(action, NO_ENDPOINT + extension, PbxReader::endpointContact), sipPeers());
  }

  /** One of the two channel drivers is enough. */
  private static List<Sighting> contacts(
      Optional<List<Sighting>> pjsip, Optional<List<Sighting>> sip) throws UnreadableException {
    if (pjsip.isEmpty() && sip.isEmpty()) {
      throw new UnreadableException("the PBX has loaded neither PJSIP nor chan_sip");
    }
    var both = new ArrayList<Sighting>(pjsip.orElseGet(List::of));
    both.addAll(sip.orElseGet(List::of));
    return both;
  }

  private Optional<List<Sighting>> sipPeers()
      throws LinkLostException, LoginRefusedException, UnreadableException, InterruptedException {
    return SipPeers.possible(connection.protocol())
        ? list(new SipPeersAction(), "", SipPeers::listed)
        : Optional.empty();
  }

  private List<Sighting> channels()
      throws LinkLostException, LoginRefusedException, UnreadableException, InterruptedException {
    return list(new CoreShowChannelsAction(), "", PbxReader::channel)
        .orElseThrow(() -> new UnreadableException("the PBX does not know CoreShowChannels"));
  }

  /**
   * Asks for one list.
   *
   * @param nothing the error that means an empty list
   * @return empty when the PBX does not know the action
   */
  private Optional<List<Sighting>> list(
      ManagerAction action, String nothing, Function<AmiMessage, Optional<Sighting>> sighting)
      throws LinkLostException, LoginRefusedException, UnreadableException, InterruptedException {
    AmiAnswer answer = connection.ask(action);
    if (answer.isUnknownAction()) {
      return Optional.empty();
    }
    if (answer.isDenied()) {
      throw LoginRefusedException.tooFewPrivileges(action.getAction() + " is denied");
    }
    if (answer.isError() && answer.message().equals(nothing)) {
      return Optional.of(List.of());
    }
    if (answer.isError()) {
      throw new UnreadableException(action.getAction() + " says: " + answer.message());
    }
    if (!answer.isWholeList()) {
      throw new UnreadableException(action.getAction() + " brings a list that is not whole");
    }
    return Optional.of(
        answer.items().stream().flatMap(each -> sighting.apply(each).stream()).toList());
  }

  private static Optional<Sighting> contact(AmiMessage item) {
    String aor = item.field("ObjectName").replaceAll(";@.*", "");
    return contact(item, item.field("Endpoint"), aor, item.field("Uri"));
  }

  private static Optional<Sighting> endpointContact(AmiMessage item) {
    return item.event().equals("ContactStatusDetail")
        ? contact(item, item.field("EndpointName"), item.field("AOR"), item.field("URI"))
        : Optional.empty();
  }

  private static Optional<Sighting> contact(
      AmiMessage item, String endpoint, String aor, String uri) {
    return Translator.endpoint(endpoint, aor)
        .filter(name -> !uri.isEmpty())
        .map(name -> new Sighting.OfContact(name, contact(item, uri)));
  }

  private static Trigger.ContactSeen contact(AmiMessage item, String uri) {
    return Limited.contact(uri, item.field("Status"), item.field("UserAgent"), false);
  }

  private static Optional<Sighting> channel(AmiMessage item) {
    String name = item.field("Channel");
    String uniqueid = item.field("Uniqueid");
    return PhoneChannel.extension(name)
        .filter(extension -> !uniqueid.isEmpty())
        .map(extension -> new Sighting.OfChannel(extension, channel(item, name, uniqueid)));
  }

  private static Trigger.ChannelStarted channel(AmiMessage item, String name, String uniqueid) {
    return Limited.channel(name, uniqueid, item.field("Linkedid"));
  }
}

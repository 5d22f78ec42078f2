package io.ramal.extension;

import java.util.OptionalInt;

/**
 * What a history row can name as its object; a text is empty when it does not apply.
 *
 * @param channel the channel's name
 * @param uniqueid the channel's Uniqueid
 * @param linkedid the channel's Linkedid
 * @param contactUri the contact's URI
 * @param userAgent the contact's User-Agent
 * @param cause the hangup cause (Q.850)
 */
public record Evidence(
    String channel,
    String uniqueid,
    String linkedid,
    String contactUri,
    String userAgent,
    OptionalInt cause) {

  /** Nothing to name. */
  public static final Evidence NONE = new Evidence("", "", "", "", "", OptionalInt.empty());

  static Evidence of(Contact contact) {
    return new Evidence("", "", "", contact.uri(), contact.userAgent(), OptionalInt.empty());
  }

  static Evidence ofContact(String uri) {
    return new Evidence("", "", "", uri, "", OptionalInt.empty());
  }

  static Evidence of(Channel channel, OptionalInt cause) {
    return new Evidence(channel.name(), channel.uniqueid(), channel.linkedid(), "", "", cause);
  }
}

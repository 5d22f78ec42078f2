package io.ramal.pbx;

import io.ramal.extension.Trigger;
import java.util.OptionalInt;

/**
 * What others can make as long as they like, cut to what is kept of it. An event and a list are cut
 * alike, so a contact stays the same contact.
 */
final class Limited {

  private static final int URI = 500;
  private static final int STATUS = 40;
  private static final int USER_AGENT = 300;
  private static final int CHANNEL = 150;

  private Limited() {}

  static Trigger.ContactSeen contact(String uri, String status, String userAgent, boolean alone) {
    return new Trigger.ContactSeen(
        uri(uri), cut(status, STATUS), cut(userAgent, USER_AGENT), alone);
  }

  static String uri(String uri) {
    return cut(uri, URI);
  }

  static Trigger.ChannelStarted channel(String channel, String uniqueid, String linkedid) {
    return new Trigger.ChannelStarted(
        cut(channel, CHANNEL), cut(uniqueid, CHANNEL), cut(linkedid, CHANNEL));
  }

  static Trigger.ChannelEnded ended(String uniqueid, OptionalInt cause) {
    return new Trigger.ChannelEnded(cut(uniqueid, CHANNEL), cause);
  }

  static Trigger.ChannelRenamed renamed(String uniqueid, String channel) {
    return new Trigger.ChannelRenamed(cut(uniqueid, CHANNEL), cut(channel, CHANNEL));
  }

  /** Never in the middle of a character, of which no database would keep the half. */
  private static String cut(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    return text.substring(0, end);
  }
}

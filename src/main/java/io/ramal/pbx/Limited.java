package io.ramal.pbx;

import io.ramal.extension.Trigger;

/**
 * What a client can make as long as it likes, cut to what is kept of it. An event and a list are
 * cut alike, so a contact stays the same contact.
 */
final class Limited {

  private static final int URI = 500;
  private static final int STATUS = 40;
  private static final int USER_AGENT = 300;

  private Limited() {}

  static Trigger.ContactSeen contact(String uri, String status, String userAgent, boolean alone) {
    return new Trigger.ContactSeen(
        uri(uri), cut(status, STATUS), cut(userAgent, USER_AGENT), alone);
  }

  static String uri(String uri) {
    return cut(uri, URI);
  }

  private static String cut(String text, int limit) {
    return text.length() <= limit ? text : text.substring(0, limit);
  }
}

package io.ramal.history;

import io.ramal.extension.Channel;
import io.ramal.extension.Contact;
import io.ramal.extension.Facts;
import io.ramal.extension.Lease;
import io.ramal.extension.Membership;
import java.util.Collection;
import java.util.function.BiConsumer;

/**
 * Facts as the JSON text of a history row. What is as it nearly always is (verified, configured,
 * not fixed, in service, nothing disowned) is left out. {@link FactsReader} reads it back.
 */
final class FactsJson {

  private static final String LEASE = "{\"lease\":";
  private static final String NONE = "null";

  private final StringBuilder text = new StringBuilder(256);

  private FactsJson() {}

  static String of(Facts facts) {
    var json = new FactsJson();
    json.lease(facts);
    json.list("contacts", facts.contacts().values(), FactsJson::contact);
    json.list("channels", facts.channels().values(), FactsJson::channel);
    json.exceptions(facts);
    return json.text.append('}').toString();
  }

  /** Whether these facts, as {@link #of} wrote them, have a lease. */
  static boolean leased(String json) {
    return !json.startsWith(LEASE + NONE);
  }

  private void lease(Facts facts) {
    text.append(LEASE);
    facts.lease().ifPresentOrElse(this::lease, () -> text.append(NONE));
  }

  private void lease(Lease lease) {
    text.append("{\"id\":").append(quoted(lease.id()));
    text.append(",\"holder\":").append(quoted(lease.holder()));
    text.append(",\"clientAddress\":").append(quoted(lease.clientAddress()));
    text.append(",\"phase\":").append(quoted(lease.phase().word()));
    text.append(",\"givenAt\":").append(quoted(Times.text(lease.givenAt())));
    text.append(",\"expiresAt\":");
    text.append(lease.expiresAt().map(Times::text).map(FactsJson::quoted).orElse("null"));
    text.append('}');
  }

  private <T> void list(String name, Collection<T> items, BiConsumer<FactsJson, T> writer) {
    text.append(",\"").append(name).append("\":[");
    String separator = "";
    for (T item : items) {
      text.append(separator);
      writer.accept(this, item);
      separator = ",";
    }
    text.append(']');
  }

  private void contact(Contact contact) {
    text.append("{\"uri\":").append(quoted(contact.uri()));
    text.append(",\"status\":").append(quoted(contact.status()));
    text.append(",\"userAgent\":").append(quoted(contact.userAgent()));
    text.append(",\"since\":").append(quoted(Times.text(contact.since()))).append('}');
  }

  private void channel(Channel channel) {
    text.append("{\"channel\":").append(quoted(channel.name()));
    text.append(",\"uniqueid\":").append(quoted(channel.uniqueid()));
    text.append(",\"linkedid\":").append(quoted(channel.linkedid()));
    text.append(",\"since\":").append(quoted(Times.text(channel.since()))).append('}');
  }

  private void exceptions(Facts facts) {
    if (!facts.disowned().isEmpty()) {
      list("disowned", facts.disowned(), (json, uri) -> json.text.append(quoted(uri)));
    }
    if (!facts.verified()) {
      text.append(",\"verified\":false");
    }
    if (!facts.membership().configured()) {
      text.append(",\"configured\":false");
    }
    if (facts.membership().fixed()) {
      text.append(",\"fixed\":true");
    }
    facts.membership().outOfService().ifPresent(this::outOfService);
  }

  private void outOfService(Membership.OutOfService mark) {
    text.append(",\"outOfService\":{\"by\":").append(quoted(mark.by()));
    text.append(",\"reason\":").append(quoted(mark.reason()));
    text.append(",\"since\":").append(quoted(Times.text(mark.since()))).append('}');
  }

  private static String quoted(String value) {
    var quoted = new StringBuilder(value.length() + 2).append('"');
    value.chars().forEach(c -> escape(quoted, (char) c));
    return quoted.append('"').toString();
  }

  private static void escape(StringBuilder quoted, char c) {
    if (c == '"' || c == '\\') {
      quoted.append('\\').append(c);
    } else if (c < ' ') {
      quoted.append(String.format("\\u%04x", (int) c));
    } else {
      quoted.append(c);
    }
  }
}

package io.ramal.pool;

import io.ramal.database.Row;
import io.ramal.extension.Channel;
import io.ramal.extension.Contact;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Facts;
import io.ramal.extension.Lease;
import io.ramal.extension.Membership;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts an extension together from rows of {@code extensions} and the tables beside it. */
final class ExtensionRows {

  private final Row row;
  private final TreeMap<String, Contact> contacts = new TreeMap<>();
  private final TreeMap<String, Channel> channels = new TreeMap<>();
  private final TreeSet<String> disowned = new TreeSet<>();

  /** Begins with a row of {@code extensions}. */
  ExtensionRows(Row row) {
    this.row = row;
  }

  /** Takes a row with the columns of {@code extension_contacts}. */
  void contact(Row contact) {
    String uri = contact.text("contact_uri");
    if (contact.flag("disowned")) {
      disowned.add(uri);
    }
    if (contact.flag("registered")) {
      contacts.put(
          uri,
          new Contact(
              uri,
              contact.text("status"),
              contact.text("user_agent"),
              contact.time("contact_since")));
    }
  }

  /** Takes a row with the columns of {@code extension_channels}. */
  void channel(Row channel) {
    String uniqueid = channel.text("uniqueid");
    channels.put(
        uniqueid,
        new Channel(
            channel.text("channel"),
            uniqueid,
            channel.text("linkedid"),
            channel.time("channel_since")));
  }

  Extension extension() {
    var facts =
        new Facts(lease(), contacts, channels, disowned, row.flag("verified"), membership());
    return new Extension(
        new ExtensionName(row.text("extension")),
        row.text("pbx"),
        row.number("version"),
        facts,
        row.time("state_since"),
        row.time("free_since"));
  }

  /** Whether the columns that repeat what follows from the facts agree with them. */
  boolean whole() {
    Facts facts = extension().facts();
    return row.text("state").equals(facts.state().word())
        && row.flag("available") == facts.available()
        && row.number("contact_count") == contacts.size()
        && row.number("channel_count") == channels.size()
        && row.number("disowned_count") == disowned.size();
  }

  private Optional<Lease> lease() {
    return row.optionalText("lease_id")
        .map(
            id ->
                new Lease(
                    id,
                    row.text("lease_holder"),
                    row.text("lease_client_address"),
                    Lease.Phase.of(row.text("lease_phase")),
                    row.time("lease_given_at"),
                    row.optionalTime("lease_expires_at")));
  }

  private Membership membership() {
    return new Membership(
        row.flag("configured"),
        row.flag("fixed"),
        row.optionalText("out_of_service_by")
            .map(
                by ->
                    new Membership.OutOfService(
                        by, row.text("out_of_service_reason"), row.time("out_of_service_since"))));
  }
}

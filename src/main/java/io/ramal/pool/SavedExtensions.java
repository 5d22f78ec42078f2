package io.ramal.pool;

import io.ramal.database.Transaction;
import io.ramal.extension.Channel;
import io.ramal.extension.Contact;
import io.ramal.extension.Extension;
import io.ramal.extension.Facts;
import io.ramal.extension.Lease;
import io.ramal.extension.Membership.OutOfService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/** Writes extensions that are locked, with their contacts and channels: a statement a table. */
final class SavedExtensions {

  /**
   * An extension before and after.
   *
   * @param before as it was read under its lock; version 0 when it is new
   * @param after as it is to be saved
   */
  record Pair(Extension before, Extension after) {}

  private static final String SAVE =
      """
      MERGE INTO extensions AS stored
      USING (SELECT extension, old_version, pbx, version, state, available,
                    verified, configured, fixed, contact_count, channel_count, disowned_count,
                    CAST(state_since AS TIMESTAMP(6) WITH TIME ZONE) AS state_since,
                    CAST(free_since AS TIMESTAMP(6) WITH TIME ZONE) AS free_since,
                    out_of_service_by, out_of_service_reason,
                    CAST(out_of_service_since AS TIMESTAMP(6) WITH TIME ZONE) AS out_of_service_since,
                    lease_id, lease_holder, lease_client_address, lease_phase,
                    CAST(lease_given_at AS TIMESTAMP(6) WITH TIME ZONE) AS lease_given_at,
                    CAST(lease_expires_at AS TIMESTAMP(6) WITH TIME ZONE) AS lease_expires_at
               FROM UNNEST(
                    CAST(? AS VARCHAR ARRAY), CAST(? AS BIGINT ARRAY), CAST(? AS VARCHAR ARRAY),
                    CAST(? AS BIGINT ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS BOOLEAN ARRAY),
                    CAST(? AS BOOLEAN ARRAY), CAST(? AS BOOLEAN ARRAY), CAST(? AS BOOLEAN ARRAY),
                    CAST(? AS INTEGER ARRAY), CAST(? AS INTEGER ARRAY), CAST(? AS INTEGER ARRAY),
                    CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY),
                    CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY),
                    CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY),
                    CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY))
                 AS changed (
                    extension, old_version, pbx, version, state, available,
                    verified, configured, fixed, contact_count, channel_count, disowned_count,
                    state_since, free_since,
                    out_of_service_by, out_of_service_reason, out_of_service_since,
                    lease_id, lease_holder, lease_client_address, lease_phase, lease_given_at,
                    lease_expires_at)) AS changed
         ON stored.extension = changed.extension
       WHEN MATCHED AND stored.version = changed.old_version THEN
            UPDATE SET pbx = changed.pbx, version = changed.version, state = changed.state,
                   available = changed.available, verified = changed.verified,
                   configured = changed.configured, fixed = changed.fixed,
                   contact_count = changed.contact_count, channel_count = changed.channel_count,
                   disowned_count = changed.disowned_count, state_since = changed.state_since,
                   free_since = changed.free_since,
                   out_of_service_by = changed.out_of_service_by,
                   out_of_service_reason = changed.out_of_service_reason,
                   out_of_service_since = changed.out_of_service_since,
                   lease_id = changed.lease_id, lease_holder = changed.lease_holder,
                   lease_client_address = changed.lease_client_address,
                   lease_phase = changed.lease_phase, lease_given_at = changed.lease_given_at,
                   lease_expires_at = changed.lease_expires_at
       WHEN NOT MATCHED THEN
            INSERT (extension, pbx, version, state, available, verified, configured, fixed,
                   contact_count, channel_count, disowned_count, state_since, free_since,
                   out_of_service_by, out_of_service_reason, out_of_service_since,
                   lease_id, lease_holder, lease_client_address, lease_phase, lease_given_at,
                   lease_expires_at)
            VALUES (changed.extension, changed.pbx, changed.version, changed.state,
                   changed.available, changed.verified, changed.configured, changed.fixed,
                   changed.contact_count, changed.channel_count, changed.disowned_count,
                   changed.state_since, changed.free_since, changed.out_of_service_by,
                   changed.out_of_service_reason, changed.out_of_service_since,
                   changed.lease_id, changed.lease_holder, changed.lease_client_address,
                   changed.lease_phase, changed.lease_given_at, changed.lease_expires_at)
      """;

  private static final String FORGET_CONTACTS =
      "DELETE FROM extension_contacts WHERE extension = ANY(CAST(? AS VARCHAR ARRAY))";

  private static final String SAVE_CONTACTS =
      """
      INSERT INTO extension_contacts (
             extension, contact_uri, registered, disowned, status, user_agent, since)
      SELECT extension, contact_uri, registered, disowned, status, user_agent,
             CAST(since AS TIMESTAMP(6) WITH TIME ZONE)
        FROM UNNEST(
             CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS BOOLEAN ARRAY),
             CAST(? AS BOOLEAN ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY),
             CAST(? AS VARCHAR ARRAY))
          AS contacts (extension, contact_uri, registered, disowned, status, user_agent, since)
      """;

  private static final String FORGET_CHANNELS =
      "DELETE FROM extension_channels WHERE extension = ANY(CAST(? AS VARCHAR ARRAY))";

  private static final String SAVE_CHANNELS =
      """
      INSERT INTO extension_channels (extension, uniqueid, channel, linkedid, since)
      SELECT extension, uniqueid, channel, linkedid, CAST(since AS TIMESTAMP(6) WITH TIME ZONE)
        FROM UNNEST(
             CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY),
             CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY))
          AS channels (extension, uniqueid, channel, linkedid, since)
      """;

  void save(Transaction transaction, List<Pair> changed) {
    long saved = transaction.update(SAVE, columns(changed));
    if (saved != changed.size()) {
      throw new IllegalStateException(saved + " of " + changed.size() + " extensions were saved");
    }
    saveContacts(transaction, changed.stream().filter(SavedExtensions::contactsDiffer).toList());
    saveChannels(transaction, changed.stream().filter(SavedExtensions::channelsDiffer).toList());
  }

  private static boolean contactsDiffer(Pair pair) {
    Facts before = pair.before().facts();
    Facts after = pair.after().facts();
    return !before.contacts().equals(after.contacts())
        || !before.disowned().equals(after.disowned());
  }

  private static boolean channelsDiffer(Pair pair) {
    return !pair.before().facts().channels().equals(pair.after().facts().channels());
  }

  private static Object[] columns(List<Pair> changed) {
    var columns = new Columns<>(changed);
    columns.texts(p -> p.after().name().value());
    columns.add(p -> p.before().version(), Long[]::new);
    columns.texts(p -> p.after().pbx());
    columns.add(p -> p.after().version(), Long[]::new);
    columns.texts(p -> p.after().state().word());
    columns.add(p -> p.after().facts().available(), Boolean[]::new);
    columns.add(p -> p.after().facts().verified(), Boolean[]::new);
    columns.add(p -> p.after().facts().membership().configured(), Boolean[]::new);
    columns.add(p -> p.after().facts().membership().fixed(), Boolean[]::new);
    columns.add(p -> p.after().facts().contacts().size(), Integer[]::new);
    columns.add(p -> p.after().facts().channels().size(), Integer[]::new);
    columns.add(p -> p.after().facts().disowned().size(), Integer[]::new);
    columns.texts(p -> p.after().stateSince().toString());
    columns.texts(p -> p.after().freeSince().toString());
    columns.texts(outOfService(OutOfService::by));
    columns.texts(outOfService(OutOfService::reason));
    columns.texts(outOfService(mark -> mark.since().toString()));
    columns.texts(lease(Lease::id));
    columns.texts(lease(Lease::holder));
    columns.texts(lease(Lease::clientAddress));
    columns.texts(lease(lease -> lease.phase().word()));
    columns.texts(lease(lease -> lease.givenAt().toString()));
    columns.texts(lease(lease -> lease.expiresAt().map(Instant::toString).orElse(null)));
    return columns.parameters();
  }

  private static Function<Pair, String> lease(Function<Lease, String> part) {
    return pair -> pair.after().facts().lease().map(part).orElse(null);
  }

  private static Function<Pair, String> outOfService(Function<OutOfService, String> part) {
    return pair -> pair.after().facts().membership().outOfService().map(part).orElse(null);
  }

  private static void saveContacts(Transaction transaction, List<Pair> changed) {
    if (changed.isEmpty()) {
      return;
    }
    transaction.update(FORGET_CONTACTS, (Object) names(changed));
    var rows = changed.stream().flatMap(pair -> contactRows(pair.after()).stream()).toList();
    if (!rows.isEmpty()) {
      var columns = new Columns<>(rows);
      columns.texts(ContactRow::extension);
      columns.texts(row -> row.contact().uri());
      columns.add(ContactRow::registered, Boolean[]::new);
      columns.add(ContactRow::disowned, Boolean[]::new);
      columns.texts(row -> row.contact().status());
      columns.texts(row -> row.contact().userAgent());
      columns.texts(row -> row.contact().since().toString());
      transaction.update(SAVE_CONTACTS, columns.parameters());
    }
  }

  private record ContactRow(
      String extension, Contact contact, boolean registered, boolean disowned) {}

  private static List<ContactRow> contactRows(Extension extension) {
    Facts facts = extension.facts();
    var uris = new TreeSet<>(facts.contacts().keySet());
    uris.addAll(facts.disowned());
    var rows = new ArrayList<ContactRow>();
    for (String uri : uris) {
      Contact registered = facts.contacts().get(uri);
      Contact contact =
          registered == null ? new Contact(uri, "", "", extension.stateSince()) : registered;
      rows.add(
          new ContactRow(
              extension.name().value(),
              contact,
              registered != null,
              facts.disowned().contains(uri)));
    }
    return rows;
  }

  private static void saveChannels(Transaction transaction, List<Pair> changed) {
    if (changed.isEmpty()) {
      return;
    }
    transaction.update(FORGET_CHANNELS, (Object) names(changed));
    var rows = changed.stream().flatMap(pair -> channelRows(pair.after()).stream()).toList();
    if (!rows.isEmpty()) {
      var columns = new Columns<>(rows);
      columns.texts(ChannelRow::extension);
      columns.texts(row -> row.channel().uniqueid());
      columns.texts(row -> row.channel().name());
      columns.texts(row -> row.channel().linkedid());
      columns.texts(row -> row.channel().since().toString());
      transaction.update(SAVE_CHANNELS, columns.parameters());
    }
  }

  private record ChannelRow(String extension, Channel channel) {}

  private static List<ChannelRow> channelRows(Extension extension) {
    return extension.facts().channels().values().stream()
        .map(channel -> new ChannelRow(extension.name().value(), channel))
        .toList();
  }

  private static String[] names(List<Pair> changed) {
    return changed.stream().map(pair -> pair.after().name().value()).toArray(String[]::new);
  }
}

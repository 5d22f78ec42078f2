package io.ramal.doctor;

import io.ramal.database.Row;
import io.ramal.database.Transaction;

/**
 * What a PostgreSQL is like, and what the role of the service may do in it.
 *
 * @param version in words
 * @param versionNumber such as 150004
 * @param role the name of the role
 * @param superuser whether it is a superuser
 * @param owner whether it has the rights of the owner of the history
 * @param changesHistory whether it was granted UPDATE, DELETE or TRUNCATE on the history
 * @param rightsComplete whether it may do what the service does
 * @param triggersOn whether the triggers that keep the history are on
 * @param fsync the setting
 * @param fullPageWrites the setting
 * @param synchronousCommit the setting, as it is for this role
 * @param synchronousCommitSource where it is set
 * @param nextMonth whether there is a partition for the next month
 */
record PostgresSight(
    String version,
    long versionNumber,
    String role,
    boolean superuser,
    boolean owner,
    boolean changesHistory,
    boolean rightsComplete,
    boolean triggersOn,
    String fsync,
    String fullPageWrites,
    String synchronousCommit,
    String synchronousCommitSource,
    boolean nextMonth) {

  private static final String LOOK =
      """
      SELECT current_setting('server_version') AS version,
             CAST(current_setting('server_version_num') AS bigint) AS version_number,
             r.rolname AS role,
             r.rolsuper AS superuser,
             pg_has_role(h.relowner, 'USAGE') AS owner,
             has_table_privilege(h.oid, 'UPDATE') OR has_table_privilege(h.oid, 'DELETE')
               OR has_table_privilege(h.oid, 'TRUNCATE') AS changes_history,
             has_table_privilege(h.oid, 'SELECT') AND has_table_privilege(h.oid, 'INSERT')
               AND has_table_privilege('pbx_link_history', 'INSERT')
               AND has_table_privilege('history_head', 'UPDATE')
               AND has_table_privilege('extensions', 'UPDATE')
               AND has_table_privilege('pbx', 'UPDATE')
               AND has_table_privilege('extension_contacts', 'DELETE')
               AND has_table_privilege('extension_channels', 'DELETE')
               AND has_function_privilege('make_history_partitions(integer)', 'EXECUTE')
               AS rights_complete,
             NOT EXISTS (SELECT
                           FROM pg_trigger AS t
                          WHERE t.tgname IN ('append_only', 'append_only_truncate')
                            AND t.tgenabled NOT IN ('O', 'A'))
               AND 4 = (SELECT count(*)
                          FROM pg_trigger AS t
                         WHERE t.tgname IN ('append_only', 'append_only_truncate')
                           AND t.tgrelid IN (h.oid, to_regclass('pbx_link_history')))
               AS triggers_on,
             current_setting('fsync') AS fsync,
             current_setting('full_page_writes') AS full_page_writes,
             s.setting AS synchronous_commit,
             s.source AS synchronous_commit_source,
             to_regclass('extension_history_' || to_char(
                 date_trunc('month', clock_timestamp() AT TIME ZONE 'UTC') + interval '1 month',
                 'YYYY_MM')) IS NOT NULL AS next_month
        FROM pg_roles AS r
        JOIN pg_class AS h ON h.oid = to_regclass('extension_history')
        JOIN pg_settings AS s ON s.name = 'synchronous_commit'
       WHERE r.rolname = current_user
      """;

  /** Of a database that has the schema. */
  static PostgresSight of(Transaction transaction) {
    Row row = transaction.query(LOOK).getFirst();
    return new PostgresSight(
        row.text("version"),
        row.number("version_number"),
        row.text("role"),
        row.flag("superuser"),
        row.flag("owner"),
        row.flag("changes_history"),
        row.flag("rights_complete"),
        row.flag("triggers_on"),
        row.text("fsync"),
        row.text("full_page_writes"),
        row.text("synchronous_commit"),
        row.text("synchronous_commit_source"),
        row.flag("next_month"));
  }
}

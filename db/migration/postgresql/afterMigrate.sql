-- What the run-time role may do: nothing to the history but read and append. It owns nothing, where migrations are
-- run by a role of their own.

GRANT SELECT, INSERT, UPDATE ON pbx, extensions TO "${runtime_role}";
GRANT SELECT, INSERT, UPDATE, DELETE ON extension_contacts, extension_channels TO "${runtime_role}";
GRANT SELECT, UPDATE ON history_head TO "${runtime_role}";
GRANT SELECT, INSERT ON extension_history, pbx_link_history TO "${runtime_role}";
GRANT SELECT ON flyway_schema_history TO "${runtime_role}";
GRANT EXECUTE ON FUNCTION make_history_partitions(integer) TO "${runtime_role}";

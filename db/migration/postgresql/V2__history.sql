-- The append-only history on PostgreSQL: partitioned by month of recorded_at. Partitions are made ahead by a function
-- that runs with its owner's rights, since the run-time role owns nothing; a row that fits no month goes into the
-- default partition. Triggers refuse UPDATE, DELETE and TRUNCATE to everyone, the owner included.

-- json, not jsonb: the hash covers the text exactly as it was written.
CREATE DOMAIN json_text AS json;

CREATE TABLE extension_history (
    id             BIGINT       NOT NULL,
    extension      VARCHAR(40)  NOT NULL,
    version        BIGINT       NOT NULL CHECK (version >= 1),
    event          VARCHAR(20)  NOT NULL,
    from_state     VARCHAR(7)   NOT NULL CHECK (from_state IN ('free', 'busy', 'in_call')),
    to_state       VARCHAR(7)   NOT NULL CHECK (to_state IN ('free', 'busy', 'in_call')),
    occurred_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    recorded_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    source         VARCHAR(13)  NOT NULL
                   CHECK (source IN ('api', 'ami', 'reconcile', 'release_check', 'timer', 'configuration')),
    actor          VARCHAR(100),
    request_id     VARCHAR(100),
    client_address VARCHAR(100),
    lease_id       VARCHAR(40),
    holder         VARCHAR(100),
    pbx            VARCHAR(40)  NOT NULL,
    channel        VARCHAR(150),
    uniqueid       VARCHAR(150),
    linkedid       VARCHAR(150),
    contact_uri    VARCHAR(500),
    user_agent     VARCHAR(300),
    cause          INTEGER,
    detail         VARCHAR(1000),
    facts          json_text    NOT NULL,
    hash_algorithm SMALLINT     NOT NULL,
    hash           BYTEA        NOT NULL,
    CONSTRAINT extension_history_id PRIMARY KEY (id, recorded_at)
) PARTITION BY RANGE (recorded_at);

CREATE TABLE pbx_link_history (
    id             BIGINT       NOT NULL PRIMARY KEY,
    pbx            VARCHAR(40)  NOT NULL,
    event          VARCHAR(20)  NOT NULL,
    recorded_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    replica        VARCHAR(100) NOT NULL,
    epoch          BIGINT       NOT NULL,
    connection     BIGINT       NOT NULL,
    differences    INTEGER,
    contacts_lost  INTEGER,
    detail         VARCHAR(1000),
    hash_algorithm SMALLINT     NOT NULL,
    hash           BYTEA        NOT NULL
);

INSERT INTO history_head (chain, last_id, last_hash, last_recorded_at) VALUES
    ('extension_history', 0, decode(repeat('00', 32), 'hex'), CAST('1970-01-01 00:00:00+00' AS TIMESTAMP(6) WITH TIME ZONE)),
    ('pbx_link_history', 0, decode(repeat('00', 32), 'hex'), CAST('1970-01-01 00:00:00+00' AS TIMESTAMP(6) WITH TIME ZONE));

CREATE FUNCTION refuse_change_of_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % refused: the history is append-only', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

-- The trigger of a partitioned table fires for a TRUNCATE of the table, not for that of a partition: each has its own.
CREATE FUNCTION guard_history_table(history_table regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %s
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history()', history_table);
END $$;

CREATE FUNCTION make_history_partition(partition_name text, bounds text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TABLE %I PARTITION OF extension_history %s', partition_name, bounds);
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I UNIQUE (extension, version)', partition_name, partition_name || '_version');
    PERFORM guard_history_table(partition_name::regclass);
END $$;

SELECT guard_history_table('extension_history');
SELECT guard_history_table('pbx_link_history');
SELECT make_history_partition('extension_history_default', 'DEFAULT');

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON extension_history
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON pbx_link_history
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();

-- Makes the partition of this month (UTC) and of as many months ahead as asked; returns how many were made.
-- A month of which rows are in the default partition already stays there.
CREATE FUNCTION make_history_partitions(months_ahead integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    first_month CONSTANT timestamp := date_trunc('month', clock_timestamp() AT TIME ZONE 'UTC');
    lower_bound timestamptz;
    upper_bound timestamptz;
    partition_name text;
    made integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('ramal make_history_partitions'));
    FOR month IN 0 .. least(months_ahead, 120) LOOP
        lower_bound := (first_month + make_interval(months => month)) AT TIME ZONE 'UTC';
        upper_bound := (first_month + make_interval(months => month + 1)) AT TIME ZONE 'UTC';
        partition_name := 'extension_history_' || to_char(first_month + make_interval(months => month), 'YYYY_MM');
        CONTINUE WHEN to_regclass(quote_ident(partition_name)) IS NOT NULL;
        CONTINUE WHEN EXISTS (SELECT FROM extension_history_default
                               WHERE recorded_at >= lower_bound AND recorded_at < upper_bound);
        PERFORM make_history_partition(partition_name,
            format('FOR VALUES FROM (%L) TO (%L)', lower_bound, upper_bound));
        made := made + 1;
    END LOOP;
    RETURN made;
END $$;

REVOKE ALL ON FUNCTION guard_history_table(regclass) FROM PUBLIC;
REVOKE ALL ON FUNCTION make_history_partition(text, text) FROM PUBLIC;
REVOKE ALL ON FUNCTION make_history_partitions(integer) FROM PUBLIC;

SELECT make_history_partitions(3);

COMMENT ON FUNCTION refuse_change_of_history() IS 'Trigger of every table of history: refuses UPDATE, DELETE, TRUNCATE.';
COMMENT ON FUNCTION guard_history_table(regclass) IS 'Makes one table or partition of history refuse TRUNCATE.';
COMMENT ON FUNCTION make_history_partition(text, text) IS 'Makes one guarded partition of extension_history.';
COMMENT ON FUNCTION make_history_partitions(integer) IS 'Makes the monthly partitions of extension_history from this month to as many months ahead as asked; the run-time role may call it.';
COMMENT ON DOMAIN json_text IS 'JSON kept as the exact text that was written, since the hash covers it.';

-- The append-only history on H2. H2 has one process; a Java trigger refuses UPDATE and DELETE, and a foreign key
-- onto each table stops TRUNCATE, which passes by triggers.

CREATE DOMAIN json_text AS VARCHAR;

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
    CONSTRAINT extension_history_id PRIMARY KEY (id),
    CONSTRAINT extension_history_version UNIQUE (extension, version)
);

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
    ('extension_history', 0, X'0000000000000000000000000000000000000000000000000000000000000000', CAST('1970-01-01 00:00:00+00' AS TIMESTAMP(6) WITH TIME ZONE)),
    ('pbx_link_history', 0, X'0000000000000000000000000000000000000000000000000000000000000000', CAST('1970-01-01 00:00:00+00' AS TIMESTAMP(6) WITH TIME ZONE));

CREATE TRIGGER extension_history_append_only BEFORE UPDATE, DELETE ON extension_history
    FOR EACH ROW CALL 'io.ramal.database.AppendOnlyTrigger';
CREATE TRIGGER pbx_link_history_append_only BEFORE UPDATE, DELETE ON pbx_link_history
    FOR EACH ROW CALL 'io.ramal.database.AppendOnlyTrigger';

CREATE TABLE history_guard (
    extension_history_id BIGINT REFERENCES extension_history (id),
    pbx_link_history_id  BIGINT REFERENCES pbx_link_history (id)
);
COMMENT ON TABLE history_guard IS 'Always empty: its foreign keys make H2 refuse TRUNCATE of the history.';
COMMENT ON COLUMN history_guard.extension_history_id IS 'Never set.';
COMMENT ON COLUMN history_guard.pbx_link_history_id IS 'Never set.';

CREATE ALIAS clock_timestamp FOR 'io.ramal.database.H2Functions.clockTimestamp';

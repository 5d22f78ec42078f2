-- The pool as it stands: what is known now of each extension. How it came to be so is in extension_history.

CREATE TABLE pbx (
    pbx                 VARCHAR(40)  NOT NULL PRIMARY KEY,
    leader              VARCHAR(100),
    epoch               BIGINT       NOT NULL DEFAULT 0 CHECK (epoch >= 0),
    leader_until        TIMESTAMP(6) WITH TIME ZONE,
    connected           BOOLEAN      NOT NULL DEFAULT FALSE,
    synced              BOOLEAN      NOT NULL DEFAULT FALSE,
    link_since          TIMESTAMP(6) WITH TIME ZONE,
    reconnect_attempts  BIGINT       NOT NULL DEFAULT 0 CHECK (reconnect_attempts >= 0),
    last_event_at       TIMESTAMP(6) WITH TIME ZONE,
    event_lag_micros    BIGINT,
    clock_offset_micros BIGINT,
    rereads             BIGINT       NOT NULL DEFAULT 0 CHECK (rereads >= 0),
    differences         BIGINT       NOT NULL DEFAULT 0 CHECK (differences >= 0),
    timestamps          BOOLEAN      NOT NULL DEFAULT TRUE,
    CONSTRAINT pbx_synced_is_connected CHECK (connected OR NOT synced),
    CONSTRAINT pbx_leader_has_deadline CHECK ((leader IS NULL) = (leader_until IS NULL))
);

CREATE TABLE extensions (
    extension             VARCHAR(40) NOT NULL PRIMARY KEY,
    pbx                   VARCHAR(40) NOT NULL REFERENCES pbx (pbx),
    version               BIGINT      NOT NULL CHECK (version >= 1),
    state                 VARCHAR(7)  NOT NULL,
    state_since           TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    free_since            TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    available             BOOLEAN     NOT NULL,
    verified              BOOLEAN     NOT NULL,
    configured            BOOLEAN     NOT NULL,
    fixed                 BOOLEAN     NOT NULL,
    out_of_service_by     VARCHAR(100),
    out_of_service_reason VARCHAR(1000),
    out_of_service_since  TIMESTAMP(6) WITH TIME ZONE,
    lease_id              VARCHAR(40),
    lease_holder          VARCHAR(100),
    lease_client_address  VARCHAR(100),
    lease_phase           VARCHAR(7),
    lease_given_at        TIMESTAMP(6) WITH TIME ZONE,
    lease_expires_at      TIMESTAMP(6) WITH TIME ZONE,
    contact_count         INTEGER     NOT NULL CHECK (contact_count >= 0),
    channel_count         INTEGER     NOT NULL CHECK (channel_count >= 0),
    disowned_count        INTEGER     NOT NULL CHECK (disowned_count >= 0),
    CONSTRAINT extensions_state_follows_facts CHECK (
        state = CASE WHEN channel_count > 0 THEN 'in_call' WHEN contact_count > 0 THEN 'busy' ELSE 'free' END),
    CONSTRAINT extensions_available_follows_facts CHECK (
        available = (state = 'free' AND lease_id IS NULL AND verified AND configured AND NOT fixed
                     AND out_of_service_since IS NULL)),
    CONSTRAINT extensions_lease_is_whole CHECK (
        (lease_id IS NULL) = (lease_phase IS NULL) AND (lease_id IS NULL) = (lease_given_at IS NULL)
        AND (lease_id IS NULL) = (lease_holder IS NULL) AND (lease_id IS NULL) = (lease_client_address IS NULL)),
    CONSTRAINT extensions_lease_phase CHECK (lease_phase IN ('pending', 'held', 'grace')),
    CONSTRAINT extensions_lease_deadline CHECK (
        (lease_expires_at IS NOT NULL) = (lease_id IS NOT NULL AND lease_phase <> 'held')),
    CONSTRAINT extensions_lease_once UNIQUE (lease_id),
    CONSTRAINT extensions_out_of_service_is_whole CHECK (
        (out_of_service_since IS NULL) = (out_of_service_by IS NULL)
        AND (out_of_service_since IS NULL) = (out_of_service_reason IS NULL))
);

CREATE INDEX extensions_longest_free ON extensions (available, free_since, extension);

CREATE TABLE extension_contacts (
    extension   VARCHAR(40)  NOT NULL REFERENCES extensions (extension),
    contact_uri VARCHAR(500) NOT NULL,
    registered  BOOLEAN      NOT NULL,
    disowned    BOOLEAN      NOT NULL,
    status      VARCHAR(40)  NOT NULL,
    user_agent  VARCHAR(300) NOT NULL,
    since       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (extension, contact_uri),
    CONSTRAINT extension_contacts_says_something CHECK (registered OR disowned)
);

CREATE TABLE extension_channels (
    extension VARCHAR(40)  NOT NULL REFERENCES extensions (extension),
    uniqueid  VARCHAR(150) NOT NULL,
    channel   VARCHAR(150) NOT NULL,
    linkedid  VARCHAR(150) NOT NULL,
    since     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (extension, uniqueid)
);

CREATE TABLE history_head (
    chain            VARCHAR(20) NOT NULL PRIMARY KEY
                     CHECK (chain IN ('extension_history', 'pbx_link_history')),
    last_id          BIGINT      NOT NULL CHECK (last_id >= 0),
    last_hash        BYTEA       NOT NULL,
    last_recorded_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

COMMENT ON TABLE pbx IS 'Each PBX, who listens to it, and how its AMI link is doing.';
COMMENT ON COLUMN pbx.pbx IS 'Name of the PBX in the settings.';
COMMENT ON COLUMN pbx.leader IS 'The one replica that listens to this PBX; NULL while none does.';
COMMENT ON COLUMN pbx.epoch IS 'Number of the leadership; raised at each change of leader. Signals of an older epoch are refused.';
COMMENT ON COLUMN pbx.leader_until IS 'Until when the leadership holds unless renewed, by the database''s clock.';
COMMENT ON COLUMN pbx.connected IS 'Whether the leader is logged in over AMI.';
COMMENT ON COLUMN pbx.synced IS 'Whether a snapshot was applied since the login, so that facts are current.';
COMMENT ON COLUMN pbx.link_since IS 'Since when connected and synced are as they are.';
COMMENT ON COLUMN pbx.reconnect_attempts IS 'Attempts to connect since the link was lost; 0 while connected.';
COMMENT ON COLUMN pbx.last_event_at IS 'When the last AMI event arrived, by the clock of the leader.';
COMMENT ON COLUMN pbx.event_lag_micros IS 'From the PBX''s Timestamp to the arrival of the last event, less the clock offset, in microseconds.';
COMMENT ON COLUMN pbx.clock_offset_micros IS 'The PBX''s clock minus the leader''s clock at the last Ping, in microseconds.';
COMMENT ON COLUMN pbx.rereads IS 'How often this PBX was re-read.';
COMMENT ON COLUMN pbx.differences IS 'How many extensions were found to differ in all re-reads.';
COMMENT ON COLUMN pbx.timestamps IS 'Whether the PBX stamps its events (timestampevents=yes in manager.conf).';

COMMENT ON TABLE extensions IS 'The pool: each extension as it stands after its last row in extension_history.';
COMMENT ON COLUMN extensions.extension IS 'Name of the extension: the endpoint''s name on the PBX.';
COMMENT ON COLUMN extensions.pbx IS 'The PBX it belongs to.';
COMMENT ON COLUMN extensions.version IS 'Version of its last row in extension_history.';
COMMENT ON COLUMN extensions.state IS 'free, busy (a contact is registered) or in_call (a channel is up): follows from the counts.';
COMMENT ON COLUMN extensions.state_since IS 'When the state last changed.';
COMMENT ON COLUMN extensions.free_since IS 'When it last became free without a lease: the longest free is handed out first.';
COMMENT ON COLUMN extensions.available IS 'Whether it may be handed out now: free, not leased, verified, in service, not fixed.';
COMMENT ON COLUMN extensions.verified IS 'FALSE after contacts or channels were cleared by hand, until the PBX was asked.';
COMMENT ON COLUMN extensions.configured IS 'Whether the settings name it.';
COMMENT ON COLUMN extensions.fixed IS 'Whether it is a hardphone''s: followed, never handed out.';
COMMENT ON COLUMN extensions.out_of_service_by IS 'Who took it out of service; NULL while it is in service.';
COMMENT ON COLUMN extensions.out_of_service_reason IS 'Why it was taken out of service.';
COMMENT ON COLUMN extensions.out_of_service_since IS 'When it was taken out of service.';
COMMENT ON COLUMN extensions.lease_id IS 'The lease it is under; NULL while nobody has it.';
COMMENT ON COLUMN extensions.lease_holder IS 'X-Client-Id of the client it is leased to; empty for an anonymous one.';
COMMENT ON COLUMN extensions.lease_client_address IS 'Address from which the client asked.';
COMMENT ON COLUMN extensions.lease_phase IS 'pending (not registered yet), held (registered or in a call) or grace (gone, may come back).';
COMMENT ON COLUMN extensions.lease_given_at IS 'When the lease was given.';
COMMENT ON COLUMN extensions.lease_expires_at IS 'Deadline of the lease; NULL while it is held.';
COMMENT ON COLUMN extensions.contact_count IS 'How many contacts are registered: the registered rows of extension_contacts.';
COMMENT ON COLUMN extensions.channel_count IS 'How many channels are up: its rows of extension_channels.';
COMMENT ON COLUMN extensions.disowned_count IS 'How many contacts cleared by hand have not been seen to leave: the disowned rows of extension_contacts.';

COMMENT ON TABLE extension_contacts IS 'The contacts of each extension: registered now, or cleared by hand and not seen to leave since.';
COMMENT ON COLUMN extension_contacts.extension IS 'The extension.';
COMMENT ON COLUMN extension_contacts.contact_uri IS 'Contact URI as the PBX reports it.';
COMMENT ON COLUMN extension_contacts.registered IS 'Whether it is registered now.';
COMMENT ON COLUMN extension_contacts.disowned IS 'Whether it was cleared by hand and has not been seen to leave: it confirms no later lease.';
COMMENT ON COLUMN extension_contacts.status IS 'The PBX''s word: NonQualified, Reachable, Unreachable ...; empty when not registered.';
COMMENT ON COLUMN extension_contacts.user_agent IS 'SIP User-Agent; empty while unknown.';
COMMENT ON COLUMN extension_contacts.since IS 'When it was first recorded.';

COMMENT ON TABLE extension_channels IS 'The live channels of each extension.';
COMMENT ON COLUMN extension_channels.extension IS 'The extension.';
COMMENT ON COLUMN extension_channels.uniqueid IS 'Uniqueid of the channel on the PBX; never comes back.';
COMMENT ON COLUMN extension_channels.channel IS 'Name of the channel, such as PJSIP/3000-00000001.';
COMMENT ON COLUMN extension_channels.linkedid IS 'Linkedid of the call when the channel started; empty if not reported.';
COMMENT ON COLUMN extension_channels.since IS 'When it was first recorded.';

COMMENT ON TABLE history_head IS 'The end of each chain of history: one row a chain, locked last by every transaction that appends.';
COMMENT ON COLUMN history_head.chain IS 'The table whose end this is.';
COMMENT ON COLUMN history_head.last_id IS 'Id of the last row; 0 while there is none.';
COMMENT ON COLUMN history_head.last_hash IS 'Hash of the last row; 32 zero bytes while there is none.';
COMMENT ON COLUMN history_head.last_recorded_at IS 'recorded_at of the last row: time never runs backwards along the chain.';

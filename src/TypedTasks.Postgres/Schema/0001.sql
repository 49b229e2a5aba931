-- Times are UTC ticks: units of 100 nanoseconds since the first of January of the year 1. {schema}.at(ticks) says them as timestamptz.
-- Values and failures are UTF-8 JSON, to the byte as they were written.
-- Generations of a flow share everything but cancellations, messages and running steps: a retry keeps what was recorded.
-- There are no foreign keys: they would lock a flow once for every member, and FlowDeleted names all that goes with a flow.

CREATE FUNCTION {schema}.at(ticks bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS 'SELECT to_timestamp((ticks - 621355968000000000) / 10000000.0)';

-- One row: what tells this store from others, and the last number of the feed of cancellations.
CREATE TABLE {schema}.store(
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    identity text NOT NULL,
    format int NOT NULL,
    feed bigint NOT NULL) WITH (fillfactor = 10);

-- Locks of what has no row of its own yet, or none at all: unique keys, permits, rates, leases, and flows that are not there.
CREATE TABLE {schema}.locks(
    key text COLLATE "C" PRIMARY KEY);

CREATE TABLE {schema}.plans(
    hash text COLLATE "C" PRIMARY KEY,
    used bigint NOT NULL,
    json bytea NOT NULL);
CREATE INDEX plans_used ON {schema}.plans(used);

CREATE TABLE {schema}.flows(
    id text COLLATE "C" PRIMARY KEY,
    generation int NOT NULL,
    name text COLLATE "C",
    plan text COLLATE "C" NOT NULL,
    state int NOT NULL,
    accepted bigint NOT NULL,
    deadline bigint NOT NULL,
    ended bigint,
    kind int NOT NULL,
    json bytea,
    path text COLLATE "C",
    count int NOT NULL,
    failure bytea,
    tasks text[] NOT NULL,
    nonce text NOT NULL,
    unique_key text COLLATE "C",
    compensation text COLLATE "C",
    closed boolean NOT NULL,
    frees boolean NOT NULL,
    sealed boolean NOT NULL,
    broker text COLLATE "C",
    sign_due bigint,
    quiet bigint) WITH (fillfactor = 70);
CREATE INDEX flows_running ON {schema}.flows(deadline, id) WHERE state = 1;
CREATE INDEX flows_undoing ON {schema}.flows(id) WHERE state = 5;
CREATE INDEX flows_ended ON {schema}.flows(ended, id) WHERE ended IS NOT NULL;
CREATE INDEX flows_accepted ON {schema}.flows(accepted, id);
CREATE INDEX flows_plan ON {schema}.flows(plan);
CREATE INDEX flows_broker ON {schema}.flows(id) WHERE state = 1 AND broker IS NOT NULL;
CREATE INDEX flows_quiet ON {schema}.flows(id) WHERE quiet IS NOT NULL;

CREATE TABLE {schema}.unique_keys(
    key text COLLATE "C" PRIMARY KEY,
    flow text COLLATE "C" NOT NULL,
    until bigint NOT NULL);
CREATE INDEX unique_keys_flow ON {schema}.unique_keys(flow);

-- The counters of joins are written once per transaction that records members of them: room for the next version of a row on its page.
CREATE TABLE {schema}.joins(
    flow text COLLATE "C" NOT NULL,
    path text COLLATE "C" NOT NULL,
    count int NOT NULL,
    compensable boolean NOT NULL,
    succeeded int NOT NULL,
    ended int NOT NULL,
    state int NOT NULL,
    decided_by int NOT NULL,
    owed text[] NOT NULL,
    PRIMARY KEY (flow, path)) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 1);

CREATE TABLE {schema}.members(
    flow text COLLATE "C" NOT NULL,
    join_path text COLLATE "C" NOT NULL,
    idx int NOT NULL,
    kind int NOT NULL,
    json bytea,
    path text COLLATE "C",
    count int NOT NULL,
    failure bytea,
    PRIMARY KEY (flow, join_path, idx)) WITH (autovacuum_vacuum_insert_scale_factor = 0.05);

CREATE TABLE {schema}.kept_values(
    flow text COLLATE "C" NOT NULL,
    path text COLLATE "C" NOT NULL,
    json bytea NOT NULL,
    PRIMARY KEY (flow, path));

-- Rows come and go with every hand-off that is owed.
CREATE TABLE {schema}.owed(
    id text COLLATE "C" PRIMARY KEY,
    rank bigint GENERATED ALWAYS AS IDENTITY,
    since bigint,
    queue text NOT NULL,
    flow text COLLATE "C" NOT NULL,
    subject text NOT NULL,
    step text NOT NULL,
    attempt int NOT NULL,
    not_before bigint,
    trace_parent text,
    ordering_key text,
    deferral int NOT NULL,
    body bytea NOT NULL,
    origin text COLLATE "C",
    handed_off int NOT NULL) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 1);
CREATE INDEX owed_since ON {schema}.owed(since, rank) WHERE since IS NOT NULL;
CREATE INDEX owed_flow ON {schema}.owed(flow);
CREATE INDEX owed_origin ON {schema}.owed(origin) WHERE origin IS NOT NULL;

CREATE TABLE {schema}.parked(
    id text COLLATE "C" PRIMARY KEY,
    rank bigint GENERATED ALWAYS AS IDENTITY,
    generation int NOT NULL,
    carried boolean NOT NULL,
    queue text NOT NULL,
    flow text COLLATE "C" NOT NULL,
    subject text NOT NULL,
    step text NOT NULL,
    attempt int NOT NULL,
    not_before bigint,
    trace_parent text,
    ordering_key text,
    deferral int NOT NULL,
    body bytea NOT NULL);
CREATE INDEX parked_flow ON {schema}.parked(flow, generation);

-- Numbered in the order of commits: the number is taken last, and its lock is held until the commit.
CREATE TABLE {schema}.cancellations(
    sequence bigint PRIMARY KEY,
    flow text COLLATE "C" NOT NULL,
    generation int NOT NULL,
    path text COLLATE "C" NOT NULL,
    cancelled bigint NOT NULL,
    UNIQUE (flow, generation, path));

CREATE TABLE {schema}.steps(
    flow text COLLATE "C" NOT NULL,
    path text COLLATE "C" NOT NULL,
    generation int NOT NULL,
    task text COLLATE "C" NOT NULL,
    state int NOT NULL,
    attempt int NOT NULL,
    worker text NOT NULL,
    started bigint NOT NULL,
    ended bigint,
    progress double precision,
    progress_text text,
    failure bytea,
    PRIMARY KEY (flow, path)) WITH (fillfactor = 80);

CREATE TABLE {schema}.begun(
    flow text COLLATE "C" NOT NULL,
    generation int NOT NULL,
    path text COLLATE "C" NOT NULL,
    run bigint NOT NULL,
    ended boolean NOT NULL,
    PRIMARY KEY (flow, generation, path)) WITH (fillfactor = 70);

CREATE TABLE {schema}.starts(
    name text COLLATE "C" PRIMARY KEY,
    next bigint NOT NULL) WITH (fillfactor = 30);

CREATE SEQUENCE {schema}.permit_rank;
CREATE TABLE {schema}.permits(
    name text COLLATE "C" NOT NULL,
    holder text COLLATE "C" NOT NULL,
    rank bigint NOT NULL,
    run bigint NOT NULL,
    state int NOT NULL,
    since bigint NOT NULL,
    has_waited boolean NOT NULL,
    id text,
    queue text,
    flow text COLLATE "C",
    subject text,
    step text,
    attempt int,
    not_before bigint,
    trace_parent text,
    ordering_key text,
    deferral int,
    body bytea,
    PRIMARY KEY (name, holder)) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 1);
CREATE INDEX permits_turn ON {schema}.permits(name, state, rank);
CREATE INDEX permits_flow ON {schema}.permits(flow) WHERE state = 0;

CREATE TABLE {schema}.leases(
    name text COLLATE "C" PRIMARY KEY,
    owner text NOT NULL,
    until bigint NOT NULL) WITH (fillfactor = 30);

INSERT INTO {schema}.store(identity, format, feed) VALUES (replace(gen_random_uuid()::text, '-', ''), 1, 0);

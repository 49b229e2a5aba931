-- What people look for and at. A flow that was accepted by a version that knows no labels has none (null), and is found without them.
ALTER TABLE {schema}.flows ADD COLUMN labels text[] COLLATE "C";
ALTER TABLE {schema}.flows ADD COLUMN failure_kind text COLLATE "C";
ALTER TABLE {schema}.waits ADD COLUMN opened bigint;
CREATE INDEX flows_state ON {schema}.flows(state, accepted, id);
CREATE INDEX flows_named ON {schema}.flows(name, accepted, id) WHERE name IS NOT NULL;
CREATE INDEX flows_failure ON {schema}.flows(failure_kind, accepted, id) WHERE failure_kind IS NOT NULL;
CREATE INDEX flows_unlabelled ON {schema}.flows(accepted, id) WHERE labels IS NULL;
CREATE INDEX steps_active ON {schema}.steps(flow, path) WHERE state IN (1, 3);
CREATE INDEX members_failed ON {schema}.members(flow, join_path, idx) WHERE failure IS NOT NULL;
CREATE INDEX waits_open ON {schema}.waits(coalesce(opened, 0), flow, event, key) WHERE state = 2;

CREATE TABLE {schema}.labels(
    label text COLLATE "C" NOT NULL,
    accepted bigint NOT NULL,
    flow text COLLATE "C" NOT NULL,
    PRIMARY KEY (label, accepted, flow));

-- What is counted of attempts that ended, by the minute; minute 0 counts all.
CREATE TABLE {schema}.tallies(
    minute bigint NOT NULL,
    task text COLLATE "C" NOT NULL,
    succeeded bigint NOT NULL,
    failed bigint NOT NULL,
    retried bigint NOT NULL,
    total bigint NOT NULL,
    longest bigint NOT NULL,
    PRIMARY KEY (minute, task)) WITH (fillfactor = 30, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 1);

CREATE TABLE {schema}.failure_kinds(
    fingerprint text COLLATE "C" PRIMARY KEY,
    task text NOT NULL,
    type text NOT NULL,
    frame text NOT NULL,
    count bigint NOT NULL,
    first bigint NOT NULL,
    last bigint NOT NULL,
    flow text COLLATE "C" NOT NULL,
    step text COLLATE "C" NOT NULL) WITH (fillfactor = 50);
CREATE INDEX failure_kinds_last ON {schema}.failure_kinds(last DESC, fingerprint);

CREATE TABLE {schema}.actions(
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    done bigint NOT NULL,
    name text NOT NULL,
    actor text NOT NULL,
    reason text NOT NULL,
    target text NOT NULL,
    result text NOT NULL,
    flow text COLLATE "C");
CREATE INDEX actions_flow ON {schema}.actions(flow, number) WHERE flow IS NOT NULL;

-- The feed of changes. A reader keeps the snapshot that it has seen, and is told what was not visible in it: nobody waits for anybody to take a number.
CREATE TABLE {schema}.changes(
    number bigint GENERATED ALWAYS AS IDENTITY,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    flow text COLLATE "C" NOT NULL,
    changed bigint NOT NULL) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 1);
CREATE INDEX changes_xid ON {schema}.changes(xid, number);

-- The newest transaction whose changes are not kept any more.
ALTER TABLE {schema}.store ADD COLUMN trimmed xid8;

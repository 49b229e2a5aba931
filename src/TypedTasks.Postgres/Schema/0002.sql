CREATE TABLE {schema}.schedules(
    name text COLLATE "C" PRIMARY KEY,
    json bytea NOT NULL) WITH (fillfactor = 50);

-- Lines of flows: who waits has a place, who has the turn keeps it until it has ended.
ALTER TABLE {schema}.flows ADD COLUMN turn_key text COLLATE "C";
ALTER TABLE {schema}.flows ADD COLUMN turn_limit int NOT NULL DEFAULT 0;
ALTER TABLE {schema}.flows ADD COLUMN awaits_turn boolean NOT NULL DEFAULT false;

CREATE TABLE {schema}.turns(
    place bigint GENERATED ALWAYS AS IDENTITY,
    key text COLLATE "C" NOT NULL,
    flow text COLLATE "C" NOT NULL,
    generation int NOT NULL,
    most int NOT NULL,
    held boolean NOT NULL,
    PRIMARY KEY (flow, generation)) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 1);
CREATE INDEX turns_waiting ON {schema}.turns(key, place) WHERE NOT held;
CREATE INDEX turns_held ON {schema}.turns(key, place) WHERE held;

-- What flows wait for, or have: an event under a key. The message lets the flow go on, and is owed once the wait is decided.
CREATE TABLE {schema}.waits(
    flow text COLLATE "C" NOT NULL,
    event text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    state int NOT NULL,
    at_path text COLLATE "C",
    generation int NOT NULL,
    nonce text,
    decided bigint,
    kind int NOT NULL,
    json bytea,
    path text COLLATE "C",
    count int NOT NULL,
    failure bytea,
    message text COLLATE "C",
    queue text,
    subject text,
    step text,
    attempt int NOT NULL,
    not_before bigint,
    trace_parent text,
    ordering_key text,
    deferral int NOT NULL,
    body bytea,
    PRIMARY KEY (flow, event, key)) WITH (fillfactor = 50);
CREATE INDEX waits_key ON {schema}.waits(key, event) WHERE key <> '';

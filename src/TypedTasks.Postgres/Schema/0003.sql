-- Workers, and what was said of queues, workers and tasks while they run.
CREATE TABLE {schema}.workers(
    id text COLLATE "C" PRIMARY KEY,
    json bytea NOT NULL) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);

CREATE TABLE {schema}.controls(
    key text COLLATE "C" PRIMARY KEY,
    worker text COLLATE "C",
    json bytea NOT NULL) WITH (fillfactor = 50);
CREATE INDEX controls_worker ON {schema}.controls(worker) WHERE worker IS NOT NULL;

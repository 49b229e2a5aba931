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

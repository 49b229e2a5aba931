CREATE TABLE {schema}.schedules(
    name text COLLATE "C" PRIMARY KEY,
    json bytea NOT NULL) WITH (fillfactor = 50);


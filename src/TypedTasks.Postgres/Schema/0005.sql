-- The order in which members ended, where somebody may ask for it: of the group at the end of a flow.
ALTER TABLE {schema}.joins ADD COLUMN recorded int NOT NULL DEFAULT 0;
ALTER TABLE {schema}.members ADD COLUMN place int;
CREATE INDEX members_place ON {schema}.members(flow, join_path, place) WHERE place IS NOT NULL;

-- Why steps do not run, and until when; until when waits last.
ALTER TABLE {schema}.steps ADD COLUMN reason int;
ALTER TABLE {schema}.steps ADD COLUMN until bigint;
ALTER TABLE {schema}.waits ADD COLUMN until bigint;
CREATE INDEX steps_held ON {schema}.steps(flow, path) WHERE until IS NOT NULL;

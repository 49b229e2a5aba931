-- Within what time flows are expected to end, and when that is over.
ALTER TABLE {schema}.flows ADD COLUMN expected bigint;
ALTER TABLE {schema}.flows ADD COLUMN expected_at bigint;
CREATE INDEX flows_late ON {schema}.flows(expected_at, id) WHERE expected_at IS NOT NULL AND state IN (1, 5);

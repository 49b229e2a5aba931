namespace TypedTasks.Sqlite.Database;

/// <summary>The tables. Times are UTC ticks; values and failures are UTF-8 JSON.</summary>
internal static class Schema
{
    /// <summary>Says too who may open the file: one that is older than <see cref="Version"/> is used by this version and the one before.</summary>
    public const int Version = 8;

    /// <summary>The schema of the version before, which this one adds to (<see cref="Add"/>) and otherwise leaves alone.</summary>
    public const int Oldest = 7;

    // "TTsk": tells our files from those of other applications.
    public const int ApplicationId = 0x5454736B;

    // Generations of a flow share everything but cancellations, messages and running steps: a retry keeps what was recorded.
    public const string Create = $"""
        {CreateIdentity}

        CREATE TABLE plans(
            hash TEXT NOT NULL UNIQUE,
            used INTEGER NOT NULL,
            json BLOB NOT NULL) STRICT;
        CREATE INDEX plans_used ON plans(used);

        CREATE TABLE flows(
            id TEXT NOT NULL UNIQUE,
            generation INTEGER NOT NULL,
            name TEXT,
            plan TEXT NOT NULL,
            state INTEGER NOT NULL,
            accepted INTEGER NOT NULL,
            deadline INTEGER NOT NULL,
            ended INTEGER,
            kind INTEGER,
            json BLOB,
            path TEXT,
            count INTEGER,
            failure BLOB,
            tasks TEXT NOT NULL,
            nonce TEXT NOT NULL,
            unique_key TEXT,
            compensation TEXT,
            closed INTEGER NOT NULL,
            frees INTEGER NOT NULL,
            sealed INTEGER NOT NULL DEFAULT 0,
            broker TEXT,
            sign_due INTEGER,
            quiet INTEGER) STRICT;
        CREATE INDEX flows_running ON flows(deadline, id) WHERE state = 1;
        CREATE INDEX flows_ended ON flows(ended, id) WHERE ended IS NOT NULL;
        CREATE INDEX flows_accepted ON flows(accepted, id);
        CREATE INDEX flows_plan ON flows(plan);
        {CreateBrokerIndex}
        {CreateQuietIndexes}

        CREATE TABLE unique_keys(
            key TEXT NOT NULL PRIMARY KEY,
            flow TEXT NOT NULL,
            until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE INDEX unique_keys_flow ON unique_keys(flow);

        CREATE TABLE joins(
            id INTEGER PRIMARY KEY,
            flow TEXT NOT NULL,
            path TEXT NOT NULL,
            count INTEGER NOT NULL,
            succeeded INTEGER NOT NULL,
            ended INTEGER NOT NULL,
            compensable INTEGER NOT NULL,
            state INTEGER NOT NULL,
            decided_by INTEGER NOT NULL,
            owed TEXT,
            UNIQUE(flow, path)) STRICT;

        CREATE TABLE members(
            join_id INTEGER NOT NULL,
            idx INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            json BLOB,
            path TEXT,
            count INTEGER,
            failure BLOB,
            PRIMARY KEY(join_id, idx)) STRICT, WITHOUT ROWID;

        CREATE TABLE owed(
            id TEXT NOT NULL UNIQUE,
            since INTEGER,
            queue TEXT NOT NULL,
            flow TEXT NOT NULL,
            subject TEXT NOT NULL,
            step TEXT NOT NULL,
            attempt INTEGER NOT NULL,
            not_before INTEGER,
            trace_parent TEXT,
            ordering_key TEXT,
            body BLOB NOT NULL,
            deferral INTEGER NOT NULL DEFAULT 0,
            origin TEXT,
            handed_off INTEGER NOT NULL DEFAULT 0) STRICT;
        CREATE INDEX owed_since ON owed(since) WHERE since IS NOT NULL;
        CREATE INDEX owed_flow ON owed(flow);
        {CreateOriginIndex}

        CREATE TABLE parked(
            id TEXT NOT NULL UNIQUE,
            generation INTEGER NOT NULL,
            carried INTEGER NOT NULL,
            queue TEXT NOT NULL,
            flow TEXT NOT NULL,
            subject TEXT NOT NULL,
            step TEXT NOT NULL,
            attempt INTEGER NOT NULL,
            not_before INTEGER,
            trace_parent TEXT,
            ordering_key TEXT,
            body BLOB NOT NULL) STRICT;
        CREATE INDEX parked_flow ON parked(flow, generation);

        CREATE TABLE kept_values(
            flow TEXT NOT NULL,
            path TEXT NOT NULL,
            json BLOB NOT NULL,
            UNIQUE(flow, path)) STRICT;

        CREATE TABLE cancellations(
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            flow TEXT NOT NULL,
            generation INTEGER NOT NULL,
            path TEXT NOT NULL,
            at INTEGER NOT NULL,
            UNIQUE(flow, generation, path)) STRICT;

        CREATE TABLE steps(
            flow TEXT NOT NULL,
            generation INTEGER NOT NULL,
            path TEXT NOT NULL,
            task TEXT NOT NULL,
            state INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            worker TEXT NOT NULL,
            started INTEGER NOT NULL,
            ended INTEGER,
            progress REAL,
            progress_text TEXT,
            failure BLOB,
            PRIMARY KEY(flow, path)) STRICT, WITHOUT ROWID;

        CREATE TABLE begun(
            flow TEXT NOT NULL,
            generation INTEGER NOT NULL,
            path TEXT NOT NULL,
            run INTEGER NOT NULL,
            ended INTEGER NOT NULL,
            PRIMARY KEY(flow, generation, path)) STRICT, WITHOUT ROWID;

        CREATE TABLE starts(
            name TEXT PRIMARY KEY,
            next INTEGER NOT NULL) STRICT, WITHOUT ROWID;

        CREATE TABLE permits(
            rank INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            holder TEXT NOT NULL,
            run INTEGER NOT NULL,
            state INTEGER NOT NULL,
            at INTEGER NOT NULL,
            has_waited INTEGER NOT NULL,
            id TEXT,
            queue TEXT,
            flow TEXT,
            subject TEXT,
            step TEXT,
            attempt INTEGER,
            not_before INTEGER,
            trace_parent TEXT,
            ordering_key TEXT,
            body BLOB,
            UNIQUE(name, holder)) STRICT;
        CREATE INDEX permits_turn ON permits(name, state, rank);
        {CreateLineIndex}

        CREATE TABLE leases(
            name TEXT PRIMARY KEY,
            owner TEXT NOT NULL,
            until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        """;

    /// <summary>What this version adds to a file of the one before, which goes on to use it.</summary>
    public const string Add = $"""
        ALTER TABLE flows ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE flows ADD COLUMN broker TEXT;
        ALTER TABLE flows ADD COLUMN sign_due INTEGER;
        ALTER TABLE flows ADD COLUMN quiet INTEGER;
        ALTER TABLE owed ADD COLUMN deferral INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE owed ADD COLUMN origin TEXT;
        ALTER TABLE owed ADD COLUMN handed_off INTEGER NOT NULL DEFAULT 0;
        {CreateBrokerIndex}
        {CreateQuietIndexes}
        {CreateLineIndex}
        {CreateOriginIndex}
        {CreateIdentity}
        """;

    /// <summary>
    /// What came later without another <see cref="Version"/>, by the table or index that tells whether a file has it: made in new files and in those that lack it. Versions that do not know it leave it alone.
    /// </summary>
    public static readonly IReadOnlyList<KeyValuePair<string, string>> Later =
        [new("schedules", CreateSchedules), new("turns", AddTurns), new("waits", CreateWaits), new("workers", CreateWorkers), new("labels", AddReadings), new("members_place", AddPlaces), new("steps_held", AddHeldSteps), new("flows_late", AddExpected)];

    private const string CreateSchedules = """
        CREATE TABLE schedules(
            name TEXT NOT NULL PRIMARY KEY,
            json BLOB NOT NULL) STRICT, WITHOUT ROWID;
        """;

    // Workers, and what was said of queues, workers and tasks while they run.
    private const string CreateWorkers = """
        CREATE TABLE workers(
            id TEXT NOT NULL PRIMARY KEY,
            json BLOB NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE controls(
            key TEXT NOT NULL PRIMARY KEY,
            worker TEXT,
            json BLOB NOT NULL) STRICT, WITHOUT ROWID;
        CREATE INDEX controls_worker ON controls(worker) WHERE worker IS NOT NULL;
        """;

    private const string AddTurns = """
        ALTER TABLE flows ADD COLUMN turn_key TEXT;
        ALTER TABLE flows ADD COLUMN turn_limit INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE flows ADD COLUMN awaits_turn INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE turns(
            place INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL,
            flow TEXT NOT NULL,
            generation INTEGER NOT NULL,
            most INTEGER NOT NULL,
            held INTEGER NOT NULL,
            UNIQUE(flow, generation)) STRICT;
        CREATE INDEX turns_waiting ON turns(key, place) WHERE held = 0;
        CREATE INDEX turns_held ON turns(key, place) WHERE held = 1;
        """;

    // The order in which members ended, where somebody may ask for it. Its index tells whether a file has it.
    private const string AddPlaces = """
        ALTER TABLE joins ADD COLUMN recorded INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE members ADD COLUMN place INTEGER;
        CREATE INDEX members_place ON members(join_id, place) WHERE place IS NOT NULL;
        """;

    // Why steps do not run, and until when; until when waits last.
    private const string AddHeldSteps = """
        ALTER TABLE steps ADD COLUMN reason INTEGER;
        ALTER TABLE steps ADD COLUMN until INTEGER;
        ALTER TABLE waits ADD COLUMN until INTEGER;
        CREATE INDEX steps_held ON steps(flow, path) WHERE until IS NOT NULL;
        """;

    // Within what time flows are expected to end, and when that is over.
    private const string AddExpected = """
        ALTER TABLE flows ADD COLUMN expected INTEGER;
        ALTER TABLE flows ADD COLUMN expected_at INTEGER;
        CREATE INDEX flows_late ON flows(expected_at, id) WHERE expected_at IS NOT NULL AND state IN (1, 5);
        """;

    private const string CreateBrokerIndex = "CREATE INDEX flows_broker ON flows(id) WHERE state = 1 AND broker IS NOT NULL;";

    private const string CreateQuietIndexes = """
        CREATE INDEX flows_undoing ON flows(id) WHERE state = 5;
        CREATE INDEX flows_quiet ON flows(id) WHERE quiet IS NOT NULL;
        """;

    private const string CreateLineIndex = "CREATE INDEX permits_flow ON permits(flow) WHERE state = 0;";

    private const string CreateOriginIndex = "CREATE INDEX owed_origin ON owed(origin) WHERE origin IS NOT NULL;";

    // What flows wait for, or have: an event under a key, and the message that is owed once that is decided.
    private const string CreateWaits = """
        CREATE TABLE waits(
            flow TEXT NOT NULL,
            event TEXT NOT NULL,
            key TEXT NOT NULL,
            state INTEGER NOT NULL,
            at_path TEXT,
            generation INTEGER NOT NULL,
            nonce TEXT,
            decided INTEGER,
            kind INTEGER,
            json BLOB,
            path TEXT,
            count INTEGER,
            failure BLOB,
            message TEXT,
            queue TEXT,
            subject TEXT,
            step TEXT,
            attempt INTEGER,
            not_before INTEGER,
            trace_parent TEXT,
            ordering_key TEXT,
            body BLOB,
            PRIMARY KEY(flow, event, key)) STRICT, WITHOUT ROWID;
        CREATE INDEX waits_key ON waits(key, event) WHERE key <> '';
        """;

    // What people look for and at. A flow that was accepted by a version that knows no labels has none (null), and is found without them.
    private const string AddReadings = """
        ALTER TABLE flows ADD COLUMN labels TEXT;
        ALTER TABLE flows ADD COLUMN failure_kind TEXT;
        ALTER TABLE waits ADD COLUMN opened INTEGER;
        CREATE INDEX flows_state ON flows(state, accepted, id);
        CREATE INDEX flows_named ON flows(name, accepted, id) WHERE name IS NOT NULL;
        CREATE INDEX flows_failure ON flows(failure_kind, accepted, id) WHERE failure_kind IS NOT NULL;
        CREATE INDEX flows_unlabelled ON flows(accepted, id) WHERE labels IS NULL;
        CREATE INDEX steps_active ON steps(flow, path) WHERE state IN (1, 3);
        CREATE INDEX members_failed ON members(join_id, idx) WHERE failure IS NOT NULL;
        CREATE INDEX waits_open ON waits(coalesce(opened, 0), flow, event, key) WHERE state = 2;
        CREATE TABLE labels(
            label TEXT NOT NULL,
            accepted INTEGER NOT NULL,
            flow TEXT NOT NULL,
            PRIMARY KEY(label, accepted, flow)) STRICT, WITHOUT ROWID;
        CREATE TABLE tallies(
            minute INTEGER NOT NULL,
            task TEXT NOT NULL,
            succeeded INTEGER NOT NULL,
            failed INTEGER NOT NULL,
            retried INTEGER NOT NULL,
            total INTEGER NOT NULL,
            longest INTEGER NOT NULL,
            PRIMARY KEY(minute, task)) STRICT, WITHOUT ROWID;
        CREATE TABLE failure_kinds(
            fingerprint TEXT NOT NULL PRIMARY KEY,
            task TEXT NOT NULL,
            type TEXT NOT NULL,
            frame TEXT NOT NULL,
            count INTEGER NOT NULL,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL,
            flow TEXT NOT NULL,
            step TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE INDEX failure_kinds_last ON failure_kinds(last DESC, fingerprint);
        CREATE TABLE actions(
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            name TEXT NOT NULL,
            actor TEXT NOT NULL,
            reason TEXT NOT NULL,
            target TEXT NOT NULL,
            result TEXT NOT NULL,
            flow TEXT) STRICT;
        CREATE INDEX actions_flow ON actions(flow, number) WHERE flow IS NOT NULL;
        CREATE TABLE changes(
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            flow TEXT NOT NULL,
            at INTEGER NOT NULL) STRICT;
        """;

    private const string CreateIdentity = """
        CREATE TABLE identity(id TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
        INSERT INTO identity(id) VALUES (lower(hex(randomblob(16))));
        """;
}

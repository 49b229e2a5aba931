namespace TypedTasks.Stores.Tests;

/// <summary>SQLite stores each of which writes one kind of change wrongly: a trigger does it.</summary>
internal static class RowDrifts
{
    public static IReadOnlyList<Drift> All { get; } =
    [
        Sql("members are lost", "AFTER INSERT ON members WHEN NEW.idx = 1 BEGIN DELETE FROM members WHERE join_id = NEW.join_id AND idx = 1; END"),
        Sql("a join says that another member decided it", "AFTER UPDATE ON joins WHEN NEW.decided_by > 0 BEGIN UPDATE joins SET decided_by = 0 WHERE id = NEW.id; END"),
        Sql("a join that a retry reopens stays decided", "AFTER UPDATE ON joins WHEN OLD.state > 0 AND NEW.state = 0 BEGIN UPDATE joins SET state = OLD.state WHERE id = NEW.id; END"),
        Sql("failed members outlive a retry", "BEFORE DELETE ON members WHEN OLD.failure IS NOT NULL BEGIN SELECT RAISE(IGNORE); END"),
        Sql("members end in order of index", "AFTER INSERT ON members WHEN NEW.place > 0 BEGIN UPDATE members SET place = 1 + idx WHERE join_id = NEW.join_id AND idx = NEW.idx; END"),
        Sql("values of members are not freed", "BEFORE UPDATE ON members WHEN NEW.kind = 8 BEGIN SELECT RAISE(IGNORE); END"),
        Sql("messages are owed later than they are", "AFTER INSERT ON owed BEGIN UPDATE owed SET since = since + 1 WHERE id = NEW.id; END"),
        Sql("compensations never start", "BEFORE UPDATE ON owed BEGIN SELECT RAISE(IGNORE); END"),
        Sql("what was carried over leaves no mark", "AFTER UPDATE ON parked BEGIN DELETE FROM parked WHERE id = NEW.id; END"),
        Sql("the end of a flow cancels nothing", "BEFORE INSERT ON cancellations WHEN NEW.path = '' BEGIN SELECT RAISE(IGNORE); END"),
        Sql("scopes are cancelled in the first generation", "AFTER INSERT ON cancellations WHEN NEW.generation > 0 BEGIN UPDATE OR IGNORE cancellations SET generation = 0 WHERE sequence = NEW.sequence; END"),
        Sql("a permit that was given back leaves no mark", "AFTER UPDATE ON permits WHEN NEW.state = 2 BEGIN DELETE FROM permits WHERE rank = NEW.rank; END"),
        Sql("who waits again stands at the end of the line", "AFTER UPDATE ON permits WHEN OLD.state = 0 AND NEW.state = 0 BEGIN UPDATE permits SET rank = (SELECT max(rank) + 1 FROM permits) WHERE name = NEW.name AND holder = NEW.holder; END"),
        Sql("a later run does not take a permit over", "AFTER UPDATE ON permits WHEN NEW.state = 1 AND OLD.state = 1 BEGIN UPDATE permits SET run = OLD.run WHERE rank = NEW.rank; END"),
        Sql("an end before its beginning is forgotten", "AFTER INSERT ON begun WHEN NEW.ended = 1 BEGIN DELETE FROM begun WHERE flow = NEW.flow AND generation = NEW.generation AND path = NEW.path; END"),
        Sql("a retry gives no more time", "AFTER UPDATE ON flows WHEN NEW.generation > OLD.generation BEGIN UPDATE flows SET deadline = OLD.deadline WHERE id = NEW.id; END"),
        Sql("a closed flow is open", "AFTER UPDATE ON flows WHEN NEW.closed = 1 BEGIN UPDATE flows SET closed = 0 WHERE id = NEW.id; END"),
        Sql("a flow that has ended keeps its place in line", "BEFORE DELETE ON turns BEGIN SELECT RAISE(IGNORE); END"),
        Sql("who has the turn does not hold it", "BEFORE UPDATE ON turns BEGIN SELECT RAISE(IGNORE); END"),
        Sql("the last of a line is the first", "AFTER INSERT ON turns BEGIN UPDATE turns SET place = -place WHERE place = NEW.place; END"),
        Sql("a flow that has begun awaits its turn", "AFTER UPDATE ON flows WHEN NEW.awaits_turn < OLD.awaits_turn AND NEW.state = 1 BEGIN UPDATE flows SET awaits_turn = 1 WHERE id = NEW.id; END"),
        Sql("what was decided about a schedule is forgotten", "BEFORE UPDATE ON schedules BEGIN SELECT RAISE(IGNORE); END"),
        Sql("a schedule that was deleted is there", "BEFORE DELETE ON schedules BEGIN SELECT RAISE(IGNORE); END"),
        Sql("a key is free when its flow has ended", "AFTER INSERT ON unique_keys BEGIN UPDATE unique_keys SET until = 0 WHERE key = NEW.key; END"),
        Sql("the use of a plan is not marked", "BEFORE UPDATE ON plans BEGIN SELECT RAISE(IGNORE); END"),
        Sql("the history stops at the first attempt", "BEFORE UPDATE ON steps WHEN NEW.attempt > OLD.attempt BEGIN SELECT RAISE(IGNORE); END"),
        Sql("an event is forgotten that came before its wait", "AFTER INSERT ON waits WHEN NEW.state = 1 BEGIN DELETE FROM waits WHERE flow = NEW.flow AND event = NEW.event AND key = NEW.key; END"),
        Sql("a wait is kept in the first generation", "AFTER INSERT ON waits WHEN NEW.generation > 0 BEGIN UPDATE waits SET generation = 0 WHERE flow = NEW.flow AND event = NEW.event AND key = NEW.key; END"),
        Sql("what was said first stands", "BEFORE UPDATE ON controls BEGIN SELECT RAISE(IGNORE); END"),
        Sql("controls outlive their worker", "BEFORE DELETE ON controls BEGIN SELECT RAISE(IGNORE); END"),
        Sql("a worker stands as it did first", "BEFORE UPDATE ON workers BEGIN SELECT RAISE(IGNORE); END"),
        Sql("plans that tasks returned are freed", "AFTER DELETE ON kept_values BEGIN DELETE FROM kept_values WHERE flow = OLD.flow AND path LIKE 'plan:%'; END"),
    ];

    private static Drift Sql(string name, string trigger) => new(
        name,
        new(static time => Task.FromResult<Subject>(new MemorySubject(time)), async time => await SqliteSubject.OpenAsync(time, $"CREATE TRIGGER drift {trigger}")));
}

using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;
using TypedTasks.Storage.Decisions;

namespace TypedTasks.Sqlite;

/// <summary>A connection with everything that can be done on it. One thread at a time uses it.</summary>
internal sealed class StoreSession
{
    private readonly SqliteDatabase database;
    private readonly TimeProvider time;
    private readonly SqliteState state;
    private readonly FileShrinking shrinking;
    private DateTimeOffset now;
    private bool hasDeleted;

    public StoreSession(SqliteDatabase database, TimeProvider time)
    {
        this.database = database;
        this.time = time;
        state = new(database);
        shrinking = new(database);
    }

    /// <summary>Whether there is space to give back.</summary>
    public bool IsShrinking => shrinking.IsDue;

    /// <summary>Gives some of it back, outside of a transaction.</summary>
    public void Shrink() => shrinking.Step();

    /// <summary>Reads without keeping anybody from writing.</summary>
    public void Read(IReadOnlyList<StoreOperation> operations)
    {
        try
        {
            database.Begin();
            for (var i = 0; i < operations.Count; i++)
                StoreDecisions.Decide(operations[i], state, now);
            database.Commit();
        }
        catch
        {
            database.Rollback();
            throw;
        }
        finally
        {
            state.Clear();
        }
    }

    /// <summary>Answers a question about many flows.</summary>
    public TResult Answer<TResult>(StoreQuery<TResult> query)
    {
        try
        {
            database.Begin();
            var answer = (TResult)state.Answer(query, time.GetUtcNow());
            database.Commit();
            return answer;
        }
        catch
        {
            database.Rollback();
            throw;
        }
    }

    /// <summary>Locks the file; the time of the transaction is read then.</summary>
    public void BeginWrite()
    {
        database.BeginWrite();
        now = time.GetUtcNow();
    }

    public void Write(StoreCall call)
    {
        for (var i = 0; i < call.Operations.Count; i++)
        {
            var changes = StoreDecisions.Decide(call.Operations[i], state, now);
            for (var c = 0; c < changes.Count; c++)
            {
                state.Apply(changes[c]);
                hasDeleted |= changes[c] is StoreChange.FlowDeleted;
            }
        }
    }

    public void Commit()
    {
        state.Flush(now);
        database.Commit();
        state.Clear();
        if (hasDeleted)
            shrinking.Begin();
        hasDeleted = false;
    }

    public void Rollback()
    {
        state.Clear();
        hasDeleted = false;
        database.Rollback();
    }

    public void Close() => database.Dispose();
}

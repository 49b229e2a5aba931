using TypedTasks.Sqlite.Database;
using TypedTasks.Sqlite.Queries;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite;

/// <summary>A connection with everything that can be done on it. One thread at a time uses it.</summary>
internal sealed class StoreSession
{
    private readonly SqliteDatabase database;
    private readonly TimeProvider time;
    private readonly OwedQueries owed;
    private readonly CancellationQueries cancellations;
    private readonly CompensationQueries compensations;
    private readonly FlowQueries flows;
    private readonly JoinQueries joins;
    private readonly RetryQueries retries;
    private readonly PurgeQueries purges;
    private readonly PermitQueries permits;
    private readonly StepQueries steps;
    private readonly ValueQueries values;
    private readonly LeaseQueries leases;
    private DateTimeOffset now;

    public StoreSession(SqliteDatabase database, TimeProvider time)
    {
        this.database = database;
        this.time = time;
        owed = new(database);
        cancellations = new(database);
        compensations = new(database, owed, cancellations);
        flows = new(database, owed, cancellations, compensations, new(database));
        joins = new(database, owed, cancellations, compensations, flows);
        retries = new(database, flows, owed, new(database));
        purges = new(database, flows);
        permits = new(database, owed);
        steps = new(database);
        values = new(database);
        leases = new(database);
    }

    /// <summary>Reads without keeping anybody from writing.</summary>
    public void Read(IReadOnlyList<StoreOperation> operations)
    {
        try
        {
            database.Begin();
            for (var i = 0; i < operations.Count; i++)
                RunRead(operations[i]);
            database.Commit();
        }
        catch
        {
            database.Rollback();
            throw;
        }
        finally
        {
            joins.Clear();
        }
    }

    /// <summary>Answers a question about many flows.</summary>
    public TResult Answer<TResult>(StoreQuery<TResult> query)
    {
        now = time.GetUtcNow();
        object answer = query switch
        {
            FindOwed q => owed.Find(q, now),
            FindOverdue q => flows.Find(q, now),
            FindPurgeable q => purges.Find(q, now),
            FindUnusedPlans q => purges.Find(q, now),
            ListFlows q => flows.Read(q),
            ReadCancellations q => cancellations.Read(q, now),
            _ => throw new NotSupportedException($"The SQLite store does not know {query.GetType().Name}."),
        };
        return (TResult)answer;
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
            RunWrite(call.Operations[i]);
    }

    public void Commit()
    {
        joins.Flush();
        database.Commit();
        joins.Clear();
    }

    public void Rollback()
    {
        joins.Clear();
        database.Rollback();
    }

    public void Close() => database.Dispose();

    private void RunWrite(StoreOperation operation)
    {
        switch (operation)
        {
            case RecordMember o: o.Result = joins.Record(o, now); break;
            case RecordStep o: steps.Record(o); break;
            case AcceptFlow o: o.Result = flows.Accept(o, now); break;
            case FinishFlow o: o.Result = flows.Finish(o, now); break;
            case BeginStep o: o.Result = compensations.Begin(o); break;
            case EndStep o: o.Result = compensations.End(o, now); break;
            case CloseCompensations o: o.Result = joins.Close(o); break;
            case EndCompensations o: o.Result = flows.EndCompensations(o, now); break;
            case PutValue o: values.Put(o); break;
            case DeleteOwed o: owed.Delete(o.MessageId); break;
            case AcquireLease o: o.Result = leases.Acquire(o, now); break;
            case ReserveStart o: o.Result = permits.Reserve(o, now); break;
            case AcquirePermit o: o.Result = permits.Acquire(o, now); break;
            case ReleasePermits o: o.Result = permits.Release(o, now); break;
            case ParkMessage o: o.Result = retries.Park(o, now); break;
            case DeletePlan o: o.Result = purges.Delete(o, now); break;
            case RetryFlow or DeleteFlow or FreeResults: RunWhole(operation); break;
            default: RunRead(operation); break;
        }
    }

    /// <summary>What concerns joins as a whole works on their tables: what the transaction holds of them goes there first.</summary>
    private void RunWhole(StoreOperation operation)
    {
        joins.Flush();
        joins.Clear();
        switch (operation)
        {
            case RetryFlow o: o.Result = retries.Retry(o, now); break;
            case DeleteFlow o: o.Result = purges.Delete(o, now); break;
            case FreeResults o: purges.Free(o); break;
        }
    }

    private void RunRead(StoreOperation operation)
    {
        switch (operation)
        {
            case GetMember o: o.Result = joins.Get(o); break;
            case ReadMembers o: o.Result = joins.Read(o); break;
            case ReadJoins o: joins.Flush(); o.Result = retries.ReadJoins(o.Key.FlowId); break;
            case GetFlow o: o.Result = flows.Get(o.Key); break;
            case GetPlan o: o.Result = flows.GetPlan(o.PlanHash); break;
            case GetValue o: o.Result = values.Get(o); break;
            case IsCancelled o: o.Result = cancellations.IsCancelled(o.Key, o.Path); break;
            case ReadSteps o: o.Result = steps.Read(o); break;
            case CountSteps o: o.Result = steps.Count(o); break;
            default: throw new NotSupportedException($"The SQLite store does not know {operation.GetType().Name}.");
        }
    }
}

using TypedTasks.Sqlite.Database;
using TypedTasks.Sqlite.Queries;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite;

/// <summary>A connection with everything that can be done on it. One thread at a time uses it.</summary>
internal sealed class StoreSession
{
    private readonly SqliteDatabase database;
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

    public StoreSession(SqliteDatabase database)
    {
        this.database = database;
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

    public void BeginWrite() => database.BeginWrite();

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
            case RecordMember o: o.Result = joins.Record(o); break;
            case RecordStep o: steps.Record(o); break;
            case AcceptFlow o: o.Result = flows.Accept(o); break;
            case FinishFlow o: o.Result = flows.Finish(o); break;
            case BeginStep o: o.Result = compensations.Begin(o); break;
            case EndStep o: o.Result = compensations.End(o); break;
            case CloseCompensations o: o.Result = joins.Close(o); break;
            case EndCompensations o: o.Result = flows.EndCompensations(o); break;
            case PutValue o: values.Put(o); break;
            case DeleteOwed o: owed.Delete(o.MessageId); break;
            case AcquireLease o: o.Result = leases.Acquire(o); break;
            case ReserveStart o: o.Result = permits.Reserve(o); break;
            case AcquirePermit o: o.Result = permits.Acquire(o); break;
            case ReleasePermits o: o.Result = permits.Release(o); break;
            case ParkMessage o: o.Result = retries.Park(o); break;
            case RetryFlow or PurgeFlows or FreeResults: RunWhole(operation); break;
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
            case RetryFlow o: o.Result = retries.Retry(o); break;
            case PurgeFlows o: o.Result = purges.Purge(o); break;
            case FreeResults o: purges.Free(o); break;
        }
    }

    private void RunRead(StoreOperation operation)
    {
        switch (operation)
        {
            case GetMember o: o.Result = joins.Get(o); break;
            case ReadMembers o: o.Result = joins.Read(o); break;
            case ReadFlows o: o.Result = flows.Read(o); break;
            case ReadJoins o: joins.Flush(); o.Result = retries.ReadJoins(o.Key.FlowId); break;
            case GetFlow o: o.Result = flows.Get(o.Key); break;
            case GetPlan o: o.Result = flows.GetPlan(o.PlanHash); break;
            case GetValue o: o.Result = values.Get(o); break;
            case IsCancelled o: o.Result = cancellations.IsCancelled(o.Key, o.Path); break;
            case ReadCancellations o: o.Result = cancellations.Read(o); break;
            case ReadOwed o: o.Result = owed.ReadOwed(o); break;
            case ReadExpired o: o.Result = flows.ReadExpired(o); break;
            case ReadSteps o: o.Result = steps.Read(o); break;
            case CountSteps o: o.Result = steps.Count(o); break;
            default: throw new NotSupportedException($"The SQLite store does not know {operation.GetType().Name}.");
        }
    }
}

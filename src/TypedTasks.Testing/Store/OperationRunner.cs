using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Testing;

/// <summary>What each operation does to the tables. It runs under the lock of the store.</summary>
internal sealed class OperationRunner(InMemoryTables tables)
{
    private readonly CompensationRunner compensations = new(tables);
    private readonly JoinRunner joins = new(tables);
    private readonly StepRunner steps = new(tables);
    private readonly FlowRunner flows = new(tables);
    private readonly RetryRunner retries = new(tables);
    private readonly PermitRunner permits = new(tables);
    private readonly PurgeRunner purges = new(tables);

    public void Run(StoreOperation operation)
    {
        switch (operation)
        {
            case RecordMember o: o.Result = joins.Record(o); break;
            case GetMember o: o.Result = joins.Get(o); break;
            case ReadMembers o: o.Result = joins.Read(o); break;
            case RecordStep o: steps.Record(o); break;
            case ReadSteps o: o.Result = steps.Read(o); break;
            case CountSteps o: o.Result = steps.Count(o); break;
            case AcceptFlow o: o.Result = flows.Accept(o); break;
            case FinishFlow o: o.Result = flows.Finish(o); break;
            case GetFlow o: o.Result = flows.Get(o.Key); break;
            case ReadJoins o: o.Result = joins.Summaries(o.Key.FlowId); break;
            case ParkMessage o: o.Result = retries.Park(o); break;
            case RetryFlow o: o.Result = retries.Retry(o, joins); break;
            case DeleteFlow o: o.Result = purges.Delete(o); break;
            case DeletePlan o: o.Result = purges.Delete(o); break;
            case FreeResults o: purges.Free(o); break;
            case GetPlan o: o.Result = tables.Plans.TryGet(o.PlanHash, out var plan) ? plan.Json : null; break;
            case PutValue o: tables.Values.TryAdd((o.Key.FlowId, o.Path), o.Json.ToArray()); break;
            case GetValue o: o.Result = tables.Values.TryGet((o.Key.FlowId, o.Path), out var value) ? value : null; break;
            case DeleteOwed o: tables.Owed.Remove(o.MessageId); break;
            case IsCancelled o: o.Result = Cancelled(o.Key, o.Path); break;
            case BeginStep o: o.Result = compensations.Begin(o); break;
            case EndStep o: o.Result = compensations.End(o); break;
            case CloseCompensations o: o.Result = joins.Close(o); break;
            case EndCompensations o: o.Result = flows.EndCompensations(o); break;
            case ReserveStart o: o.Result = permits.Reserve(o); break;
            case AcquirePermit o: o.Result = permits.Acquire(o); break;
            case ReleasePermits o: o.Result = permits.Release(o); break;
            case AcquireLease o: o.Result = Acquire(o); break;
            default: throw new NotSupportedException($"The in-memory store does not know {operation.GetType().Name}.");
        }
    }

    public object Answer<TResult>(StoreQuery<TResult> query) => query switch
    {
        FindOwed q => Owed(q),
        FindOverdue q => flows.Overdue(q),
        FindPurgeable q => purges.Find(q),
        FindUnusedPlans q => purges.Find(q),
        ListFlows q => flows.Read(q),
        ReadCancellations q => CancellationsAfter(q),
        _ => throw new NotSupportedException($"The in-memory store does not know {query.GetType().Name}."),
    };

    private TaskMessage[] Owed(FindOwed o) =>
    [
        .. tables.Owed.Rows.Values
            .Where(r => r.Since <= StoreTime.Before(tables.Now, o.OwedFor))
            .OrderBy(r => r.Since)
            .ThenBy(r => r.Order)
            .Take(o.Limit)
            .Select(r => r.Message),
    ];

    private bool Cancelled(FlowKey key, string path)
    {
        for (var end = path.Length; end >= 0; end--)
        {
            if (tables.Cancellations.TryGet((key, path[..end]), out _) && StepPath.IsWithin(path, path[..end]))
                return true;
        }

        return false;
    }

    private Cancellation[] CancellationsAfter(ReadCancellations o) =>
    [
        .. tables.CancellationLog.Rows.Values
            .Where(c => c.Sequence > o.After && c.At >= StoreTime.Before(tables.Now, o.Within))
            .OrderBy(c => c.Sequence)
            .Take(o.Limit),
    ];

    private bool Acquire(AcquireLease o)
    {
        if (tables.Leases.TryGet(o.Name, out var lease) && lease.Owner != o.Owner && lease.Until > tables.Now)
            return false;
        tables.Leases.Set(o.Name, new(o.Owner, StoreTime.After(tables.Now, o.Duration)));
        return true;
    }
}

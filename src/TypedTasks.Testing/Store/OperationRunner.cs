using TypedTasks.Contracts;
using TypedTasks.Flows;

namespace TypedTasks.Testing;

/// <summary>What each operation does to the tables. It runs under the lock of the store.</summary>
internal sealed class OperationRunner(InMemoryTables tables)
{
    private readonly CompensationRunner compensations = new(tables);
    private readonly JoinRunner joins = new(tables);
    private readonly StepRunner steps = new(tables);

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
            case AcceptFlow o: o.Result = Accept(o); break;
            case FinishFlow o: o.Result = Finish(o); break;
            case GetFlow o: o.Result = FlowOf(o.Key); break;
            case ReadExpired o: o.Result = Expired(o); break;
            case GetPlan o: o.Result = tables.Plans.TryGet(o.PlanHash, out var plan) ? plan : null; break;
            case PutValue o: tables.Values.TryAdd((o.Key, o.Path), o.Json.ToArray()); break;
            case GetValue o: o.Result = tables.Values.TryGet((o.Key, o.Path), out var value) ? value : null; break;
            case ReadOwed o: o.Result = Owed(o); break;
            case DeleteOwed o: tables.Owed.Remove(o.MessageId); break;
            case IsCancelled o: o.Result = Cancelled(o.Key, o.Path); break;
            case ReadCancellations o: o.Result = CancellationsAfter(o); break;
            case BeginStep o: o.Result = compensations.Begin(o); break;
            case EndStep o: o.Result = compensations.End(o); break;
            case CloseCompensations o: o.Result = joins.Close(o); break;
            case EndCompensations o: o.Result = EndCompensations(o); break;
            case AcquireLease o: o.Result = Acquire(o); break;
            default: throw new NotSupportedException($"The in-memory store does not know {operation.GetType().Name}.");
        }
    }

    private FlowRecord FlowOf(FlowKey key) => tables.Flows.TryGet(key, out var flow)
        ? flow with { Owed = compensations.Owed(key) }
        : new(key, null, "", FlowState.Unknown, default, default, null, default);

    private FlowRecord Accept(AcceptFlow o)
    {
        if (tables.Flows.TryGet(o.Key, out var known))
            return known;
        var flow = new FlowRecord(o.Key, o.Name, o.PlanHash, FlowState.Running, o.AcceptedAt, o.Deadline, null, default);
        tables.Flows.Set(o.Key, flow);
        if (!tables.Plans.TryGet(o.PlanHash, out _))
            tables.Plans.Set(o.PlanHash, o.Plan.ToArray());
        if (o.Owed is { } owed)
            tables.Owed.TryAdd(owed.Id, new(owed, o.AcceptedAt));
        if (o.Compensation is { } compensation)
            tables.Compensations.Set(o.Key, compensation);
        return flow;
    }

    private FlowRecord Finish(FinishFlow o)
    {
        if (o.State is not (FlowState.Succeeded or FlowState.Failed or FlowState.Cancelled))
            throw new ArgumentException($"A flow does not end as {o.State}.", nameof(o));
        var flow = FlowOf(o.Key);
        if (flow.State != FlowState.Running)
            return flow;
        var compensates = o.State != FlowState.Succeeded && tables.Compensations.TryGet(o.Key, out _);
        flow = compensates
            ? flow with { State = FlowState.Compensating, Outcome = o.Outcome }
            : flow with { State = o.State, Outcome = o.Outcome, EndedAt = o.At };
        tables.Flows.Set(o.Key, flow);
        if (o.State != FlowState.Succeeded)
            tables.Cancel(o.Key, "", o.At);
        if (compensates)
            compensations.StartIfIdle(o.Key, o.At);
        return FlowOf(o.Key);
    }

    private FlowRecord EndCompensations(EndCompensations o)
    {
        var flow = FlowOf(o.Key);
        if (flow.State == FlowState.Compensating)
            tables.Flows.Set(o.Key, flow with { State = o.State, Outcome = o.Outcome, EndedAt = o.At, Owed = null });
        return FlowOf(o.Key);
    }

    private FlowKey[] Expired(ReadExpired o) =>
    [
        .. tables.Flows.Rows.Values
            .Where(f => f.State == FlowState.Running && f.Deadline < o.Now)
            .OrderBy(f => f.Deadline)
            .Take(o.Limit)
            .Select(f => f.Key),
    ];

    private TaskMessage[] Owed(ReadOwed o) =>
    [
        .. tables.Owed.Rows.Values
            .Where(r => r.Since < o.Before)
            .OrderBy(r => r.Since)
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

    private List<Cancellation> CancellationsAfter(ReadCancellations o)
    {
        List<Cancellation> found = [];
        for (var sequence = o.After + 1; found.Count < o.Limit && tables.CancellationLog.TryGet(sequence, out var row); sequence++)
            found.Add(row);
        return found;
    }

    private bool Acquire(AcquireLease o)
    {
        if (tables.Leases.TryGet(o.Name, out var lease) && lease.Owner != o.Owner && lease.Until > o.Now)
            return false;
        tables.Leases.Set(o.Name, new(o.Owner, o.Until));
        return true;
    }
}

using TypedTasks.Storage;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Testing;

/// <summary>Applies what decisions change.</summary>
internal sealed class InMemoryWriter(InMemoryTables tables)
{
    private static readonly RecordedOutcome Freed = new(new(ValueKind.Freed, default, null, 0), null);

    private readonly InMemoryCounting counting = new(tables);

    /// <summary>The time of the transaction.</summary>
    public DateTimeOffset Now { get; set; }

    public void Apply(StoreChange change)
    {
        if (change.Stirs is { } stirred)
            tables.Stirred.Set(stirred, new(++tables.LastNumber, Now));
        switch (change)
        {
            case JoinAdded c: tables.Joins.Set(new(c.Join.FlowId, c.Join.Path), c.Join); break;
            case JoinChanged c: tables.Joins.Set(new(c.Join.FlowId, c.Join.Path), c.Join); break;
            case MemberAdded c: Add(c); break;
            case StepChanged c: tables.StepsOf(c.FlowId).Set(c.Step.Path, new(c.Generation, c.Step)); break;
            case OwedAdded c: tables.Owed.TryAdd(c.Owed.Message.Id, new(c.Owed, ++tables.LastNumber)); break;
            case OwedDue c: SetDue(c); break;
            case OwedWaits c: SetWaiting(c.MessageId); break;
            case OwedHandedOff c: SetHandedOff(c); break;
            case OwedDeleted c: Delete(c); break;
            case FlowAdded c: tables.Flows.TryAdd(c.Flow.Key.FlowId, c.Flow); break;
            case FlowChanged c: tables.Flows.Set(c.Flow.Key.FlowId, c.Flow with { Compensation = null }); break;
            case FlowDeleted c: Delete(c.FlowId); break;
            case PlanAdded c: tables.Plans.TryAdd(c.Hash, new(c.Json.ToArray(), c.UsedAt)); break;
            case PlanUsed c: SetUsed(c); break;
            case PlanDeleted c: tables.Plans.Remove(c.Hash); break;
            case KeyTaken c: tables.UniqueKeys.Set(c.Hold.Key, c.Hold); break;
            case ScopeCancelled c: Cancel(c); break;
            case FailuresForgotten c: Forget(c); break;
            case MembersFreed c: Free(c); break;
            case WaitAdded c: tables.Waits.TryAdd((c.Wait.FlowId, c.Wait.Event, c.Wait.Key), c.Wait); break;
            case WaitChanged c: tables.Waits.Set((c.Wait.FlowId, c.Wait.Event, c.Wait.Key), c.Wait); break;
            case ValueAdded c: tables.Values.TryAdd((c.FlowId, c.Path), c.Json.ToArray()); break;
            case ValuesFreed c: Remove(tables.Values, c.FlowId, v => !c.KeptPaths.Contains(v.Key.Path) && !v.Key.Path.StartsWith(c.KeptPrefix, StringComparison.Ordinal)); break;
            case RunChanged c: tables.Runs.Set((c.Run.Key, c.Run.Path), c.Run); break;
            case MessageParked c: tables.Parked.TryAdd(c.Parked.Message.Id, new(c.Parked, ++tables.LastNumber)); break;
            case ParkedCarried c: Carry(c.Key); break;
            case ParkedDeleted c: Remove(tables.Parked, c.FlowId, static _ => true); break;
            case PermitTaken c: tables.Permits.Set((c.Permit.Name, c.Permit.Holder), new(c.Permit, ++tables.LastNumber)); break;
            case PermitChanged c: Change(c.Permit); break;
            case PermitDeleted c: tables.Permits.Remove((c.Name, c.Holder)); break;
            case PermitsLost c: Remove(tables.Permits, c.Name, p => p.Value.Row.State != PermitState.Waiting && p.Value.Row.At < c.Before); break;
            case TurnTaken c: Take(c.Turn); break;
            case TurnHeld c: Hold(c.Flow); break;
            case TurnLeft c: Leave(c.Flow); break;
            case RateChanged c: tables.Rates.Set(c.Rate.Name, c.Rate); break;
            case LeaseTaken c: tables.Leases.Set(c.Lease.Name, c.Lease); break;
            case AttemptCounted c: counting.Count(c); break;
            case FailureSeen c: counting.See(c); break;
            case ActionAdded c: tables.Actions.Set(++tables.LastNumber, c.Action with { Number = tables.LastNumber }); break;
            case HistoryTrimmed c: counting.Trim(c); break;
            case ScheduleChanged c: tables.Schedules.Set(c.Schedule.Name, c.Schedule); break;
            case WorkerChanged c: tables.Workers.Set(c.Worker.Id, c.Worker); break;
            case WorkerRemoved c: RemoveWorker(c.Id); break;
            case ControlChanged c: tables.Controls.Set(c.Key, c.Control); break;
            case ScheduleDeleted c: tables.Schedules.Remove(c.Name); break;
            default: throw new NotSupportedException($"The in-memory store does not know {change.GetType().Name}.");
        }
    }

    private void RemoveWorker(string id)
    {
        tables.Workers.Remove(id);
        foreach (var (key, _) in tables.Controls.Rows.Where(c => c.Value.Worker == id).ToArray())
            tables.Controls.Remove(key);
    }

    private void Add(MemberAdded change)
    {
        var join = new JoinKey(change.FlowId, change.Join);
        if (tables.Members.TryAdd(new(join, change.Index), change.Outcome) && change.Place > 0)
            tables.Ends.TryAdd((join, change.Place), change.Index);
    }

    private void SetDue(OwedDue change)
    {
        if (tables.Owed.TryGet(change.MessageId, out var owed))
            tables.Owed.Set(change.MessageId, owed with { Row = owed.Row with { Since = change.Since } });
    }

    private void SetHandedOff(OwedHandedOff change)
    {
        if (!tables.Owed.TryGet(change.MessageId, out var owed))
            return;
        var message = change.State == HandOffState.Settled ? owed.Row.Message with { Body = default } : owed.Row.Message;
        tables.Owed.Set(change.MessageId, owed with { Row = owed.Row with { Since = null, HandOff = change.State, Message = message } });
    }

    private void SetWaiting(string messageId)
    {
        if (tables.Owed.TryGet(messageId, out var owed))
            tables.Owed.Set(messageId, owed with { Row = owed.Row with { Since = null } });
    }

    private void Delete(OwedDeleted change)
    {
        if (tables.Owed.TryGet(change.MessageId, out var owed) && owed.Row.Since is null == change.Waits)
            tables.Owed.Remove(change.MessageId);
    }

    private void SetUsed(PlanUsed change)
    {
        if (tables.Plans.TryGet(change.Hash, out var plan))
            tables.Plans.Set(change.Hash, plan with { UsedAt = change.UsedAt });
    }

    private void Cancel(ScopeCancelled change)
    {
        var cancellation = new Cancellation(tables.LastNumber + 1, change.Key, change.Path, change.At);
        if (!tables.Cancellations.TryAdd((change.Key, change.Path), cancellation))
            return;
        tables.LastNumber = cancellation.Sequence;
        tables.Feed.Set(cancellation.Sequence, cancellation);
    }

    private void Free(MembersFreed change)
    {
        foreach (var (key, outcome) in tables.Members.RowsOf(change.FlowId))
        {
            if (outcome.Succeeded && !change.KeptJoins.Contains(key.Join.Path))
                tables.Members.Set(key, Freed);
        }
    }

    private void Forget(FailuresForgotten change)
    {
        Remove(tables.Members, change.FlowId, m => m.Key.Join.Path == change.Join && !m.Value.Succeeded);
        Remove(tables.Ends, change.FlowId, e => e.Key.Join.Path == change.Join && !tables.Members.TryGet(new(e.Key.Join, e.Value), out _));
    }

    private void Carry(FlowKey generation)
    {
        foreach (var (id, parked) in tables.Parked.RowsOf(generation.FlowId))
        {
            if (parked.Row.Key == generation)
                tables.Parked.Set(id, parked with { Row = parked.Row with { IsCarried = true } });
        }
    }

    private void Change(Permit permit)
    {
        if (tables.Permits.TryGet((permit.Name, permit.Holder), out var known))
            tables.Permits.Set((permit.Name, permit.Holder), known with { Row = permit });
    }

    private void Take(Turn turn)
    {
        var row = new Ranked<Turn>(turn, tables.LastNumber + 1);
        if (!tables.Turns.TryAdd(turn.Flow, row))
            return;
        tables.LastNumber = row.Rank;
        Put(row);
    }

    private void Hold(FlowKey flow)
    {
        if (!tables.Turns.TryGet(flow, out var row) || row.Row.IsHeld)
            return;
        Leave(flow);
        row = row with { Row = row.Row with { IsHeld = true } };
        tables.Turns.TryAdd(flow, row);
        Put(row);
    }

    private void Put(Ranked<Turn> row)
    {
        var line = tables.Lines.TryGet(row.Row.Key, out var known) ? known : TurnLine.Empty;
        tables.Lines.Set(row.Row.Key, row.Row.IsHeld
            ? line with { Held = line.Held.Add(row.Rank, row.Row) }
            : line with { Waiting = line.Waiting.Add(row.Rank, row.Row) });
    }

    private void Leave(FlowKey flow)
    {
        if (!tables.Turns.TryGet(flow, out var row) || !tables.Lines.TryGet(row.Row.Key, out var line))
            return;
        tables.Turns.Remove(flow);
        line = new(line.Waiting.Remove(row.Rank), line.Held.Remove(row.Rank));
        if (line.Waiting.IsEmpty && line.Held.IsEmpty)
            tables.Lines.Remove(row.Row.Key);
        else
            tables.Lines.Set(row.Row.Key, line);
    }

    private void Delete(string flow)
    {
        if (tables.Flows.TryGet(flow, out var header) && header.UniqueKey is { } key && tables.UniqueKeys.TryGet(key, out var hold) && hold.FlowId == flow)
            tables.UniqueKeys.Remove(key);
        foreach (var (_, cancellation) in tables.Cancellations.RowsOf(flow))
            tables.Feed.Remove(cancellation.Sequence);
        tables.Flows.Remove(flow);
        tables.Steps.Remove(flow);
        Remove(tables.Joins, flow, static _ => true);
        Remove(tables.Members, flow, static _ => true);
        Remove(tables.Ends, flow, static _ => true);
        Remove(tables.Owed, flow, static _ => true);
        Remove(tables.Waits, flow, static _ => true);
        Remove(tables.Values, flow, static _ => true);
        Remove(tables.Cancellations, flow, static _ => true);
        Remove(tables.Parked, flow, static _ => true);
        Remove(tables.Runs, flow, static _ => true);
    }

    private static void Remove<TKey, TRow>(Table<TKey, TRow> table, string group, Func<KeyValuePair<TKey, TRow>, bool> which)
        where TKey : notnull
    {
        foreach (var row in table.RowsOf(group))
        {
            if (which(row))
                table.Remove(row.Key);
        }
    }
}

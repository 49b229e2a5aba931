using System.Data.Common;
using System.Diagnostics;
using TypedTasks.Security;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Protection;

/// <summary>
/// The border between a store and whoever uses it: what goes in is hidden, what comes out is shown. A store decides by ids, hashes and nonces, which stay as they are, so it
/// decides as it would about clear values; the first record that wins is the one that is shown.
/// </summary>
internal sealed class ProtectedStore(ITaskStore store, IValueProtector protector) : ITransactionalTaskStore
{
    private readonly Cover cover = new(protector);

    public string? Identity => store.Identity;

    public ValueTask OpenAsync(CancellationToken cancellationToken) => store.OpenAsync(cancellationToken);

    public async ValueTask ExecuteAsync(IReadOnlyList<StoreOperation> operations, CancellationToken cancellationToken)
    {
        var hidden = new StoreOperation[operations.Count];
        try
        {
            for (var i = 0; i < hidden.Length; i++)
                hidden[i] = Hide(operations[i]);
        }
        catch (Exception e) when (e is not UnreachableException)
        {
            throw new StoreException($"The value protector cannot protect what is to be stored: {e.Message}", e);
        }

        await store.ExecuteAsync(hidden, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < hidden.Length; i++)
        {
            operations[i].IsRefused = hidden[i].IsRefused;
            Show(operations[i], hidden[i]);
        }
    }

    public async ValueTask AcceptAsync(AcceptFlow operation, DbTransaction transaction, CancellationToken cancellationToken)
    {
        var hidden = Hide(operation);
        await ((ITransactionalTaskStore)store).AcceptAsync(hidden, transaction, cancellationToken).ConfigureAwait(false);
        Show(operation, hidden);
    }

    public async ValueTask<TResult> QueryAsync<TResult>(StoreQuery<TResult> query, CancellationToken cancellationToken)
    {
        var result = await store.QueryAsync(query, cancellationToken).ConfigureAwait(false);
        return query switch
        {
            FindOwed or ReadStepMessages => (TResult)cover.Show((IReadOnlyList<TaskMessage>)result!),
            ListFlows or FindPurgeable or FindOldest or FindLate or FindFailed => (TResult)cover.Show((IReadOnlyList<FlowRecord>)result!),
            ReadStepsAt => (TResult)cover.Show((IReadOnlyList<StepRecord>)result!),
            FindActiveSteps => (TResult)cover.Show((IReadOnlyList<ActiveStep>)result!),
            ReadJoinsAt => (TResult)cover.Show((IReadOnlyList<JoinGlance>)result!),
            ReadMemberEnds => (TResult)cover.Show((IReadOnlyList<MemberEnd>)result!),
            CountFlows or CountStates or ReadTallies or ReadFailures or ReadActions or ReadChanges or FindOpenWaits => result,
            FindOverdue or FindStranded or FindQuiet or FindStirred or FindTurns or FindUnusedPlans or FindWaits or ListSchedules or ListWorkers or ReadCancellations or ReadControls or ReadPlace => result,
            _ => throw Unknown(query),
        };
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    // The lists are closed. A kind of operation that is added must get its line here: nothing may pass in clear because nobody thought of it.
    private StoreOperation Hide(StoreOperation operation) => operation switch
    {
        AcceptFlow o => Hide(o),
        ProposeOccurrence o => o with { Flow = o.Flow is null ? null : Hide(o.Flow) },
        RecordMember o => o with
        {
            Outcome = cover.Hide(o.Outcome),
            CreateOwed = o.CreateOwed is { } create ? p => cover.Hide(create(cover.Show(p))) : null,
        },
        FinishFlow o => o with { Outcome = cover.Hide(o.Outcome) },
        EndCompensations o => o with { Outcome = cover.Hide(o.Outcome) },
        PutValue o => o with { Json = cover.Hide(o.Json) },
        RecordStep o => o with { Step = cover.Hide(o.Step) },
        ParkMessage o => o with { Message = cover.Hide(o.Message), Carry = (message, generation) => cover.Hide(o.Carry(cover.Show(message), generation)) },
        RetryFlow o => o with { Decide = (joins, parked) => cover.Hide(o.Decide(joins, cover.Show(parked))) },
        RecordHandOff o => o with { Sent = cover.Hide(o.Sent) },
        ResumeFlow o => o with { },
        AcquirePermit o => o with { Waiting = cover.Hide(o.Waiting) },
        BeginTurn o => o with { },
        OpenWait o => o with { Message = cover.Hide(o.Message) },
        ExpireWait o => o with { Outcome = cover.Hide(o.Outcome) },
        RaiseEvent o => o with { Value = cover.Hide(o.Value) },
        AcquireLease or BeginStep or BringForward or CloseCompensations or CountSteps or DefineSchedule or DeleteFlow or DeleteOwed or DeletePlan or DeleteSchedule or EndHandOff or EndStep or ExpectSign or FreeResults or GetFlow
            or GetMember or GetPlan or GetValue or IsCancelled or KeepOwed or MarkQuiet or OpenJoin or PassPermit or PassTurn or PauseSchedule or QueueOccurrences or ReadEnds or ReadJoins or ReadMembers or ReadSteps or ReadWaits or ReleasePermit or RemoveWorker or ReportWorker or ReserveStart or SetControl or RecordAction or TrimHistory or WasHandedOff => operation,
        _ => throw Unknown(operation),
    };

    private AcceptFlow Hide(AcceptFlow o) => o with { Plan = cover.Hide(o.Plan), Owed = cover.HideIfAny(o.Owed), Compensation = cover.HideIfAny(o.Compensation) };

    private void Show(StoreOperation asked, StoreOperation answered)
    {
        switch (asked)
        {
            case AcceptFlow o:
                var accepted = ((AcceptFlow)answered).Result;
                o.Result = accepted with { Flow = cover.Show(accepted.Flow) };
                break;
            case ProposeOccurrence o:
                var proposed = ((ProposeOccurrence)answered).Result;
                o.Result = proposed with { Flow = proposed.Flow is null ? null : cover.Show(proposed.Flow) };
                break;
            case RecordMember o: o.Result = cover.Show(((RecordMember)answered).Result); break;
            case FinishFlow o: o.Result = cover.Show(((FinishFlow)answered).Result); break;
            case EndCompensations o: o.Result = cover.Show(((EndCompensations)answered).Result); break;
            case RetryFlow o:
                var retried = ((RetryFlow)answered).Result;
                o.Result = retried with { Flow = cover.Show(retried.Flow) };
                break;
            case RecordHandOff o: o.Result = cover.Show(((RecordHandOff)answered).Result); break;
            case ResumeFlow o:
                var resumed = ((ResumeFlow)answered).Result;
                o.Result = new(cover.Show(resumed.Flow), cover.Show(resumed.Messages));
                break;
            case BeginTurn o:
                var begun = ((BeginTurn)answered).Result;
                o.Result = new(cover.Show(begun.Flow), cover.Show(begun.Messages));
                break;
            case AcquirePermit o: o.Result = ((AcquirePermit)answered).Result; break;

            case OpenWait o:
                var opened = ((OpenWait)answered).Result;
                o.Result = opened with { Owed = cover.ShowIfAny(opened.Owed) };
                break;
            case RaiseEvent o:
                var raised = ((RaiseEvent)answered).Result;
                o.Result = raised with { Outcome = cover.Show(raised.Outcome), Owed = cover.ShowIfAny(raised.Owed) };
                break;

            // Parked messages, and those whose turn has come.
            case StoreOperation<TaskMessage?> o: o.Result = cover.ShowIfAny(((StoreOperation<TaskMessage?>)answered).Result); break;
            case GetFlow o: o.Result = cover.Show(o.Result); break;
            case GetMember o: o.Result = cover.Show(o.Result); break;
            case GetPlan o: o.Result = cover.Show(o.Result); break;
            case GetValue o: o.Result = cover.Show(o.Result); break;
            case ReadMembers o: o.Result = cover.Show(o.Result); break;
            case ReadEnds o: o.Result = [.. o.Result.Select(m => m with { Outcome = cover.Show(m.Outcome) })]; break;
            case ReadSteps o: o.Result = [.. o.Result.Select(cover.Show)]; break;
            default: break;
        }
    }

    private static UnreachableException Unknown(object asked) => new($"Nobody has said what of {asked.GetType().Name} is to be protected.");
}

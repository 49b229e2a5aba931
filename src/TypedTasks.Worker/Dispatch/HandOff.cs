using TypedTasks.Contracts;
using TypedTasks.Flows;

namespace TypedTasks.Worker;

/// <summary>Applies effects in the one order that loses nothing: store, then broker and settlement together.</summary>
internal sealed class HandOff(FlowStore store, CompensationPlanner compensations, CompletionWatch watch, TimeProvider time)
{
    /// <summary>Records what has to be recorded, and what that asks for in turn, until only messages are left.</summary>
    public async ValueTask RecordAsync(Effects effects, CancellationToken cancellationToken)
    {
        while (effects.Members.Count > 0 || effects.Finish is not null)
            await RecordOnceAsync(effects, cancellationToken).ConfigureAwait(false);
        if (effects.CompensationsEnded is { } compensated)
            watch.Signal(await compensations.EndAsync(compensated, cancellationToken).ConfigureAwait(false));

        // Last: what this hand-off has recorded must be there when the compensations are planned.
        if (effects.Ended is { } ended)
        {
            var end = new EndStep(ended.Flow.Key, ended.Path.Text, time.GetUtcNow());
            Send(effects, await store.ExecuteAsync(end, cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>Records, sends and completes.</summary>
    public async ValueTask ApplyAsync(IDelivery delivery, Effects effects, CancellationToken cancellationToken)
    {
        await RecordAsync(effects, cancellationToken).ConfigureAwait(false);
        await delivery.CompleteAsync(effects.Sends).ConfigureAwait(false);
        foreach (var id in effects.Settled)
            store.WriteBehind(new DeleteOwed(id));
    }

    /// <summary>Records, and moves the message to the dead-letter queue. What became due stays owed: the reconciler sends it.</summary>
    public async ValueTask DeadLetterAsync(IDelivery delivery, StepResult.DeadLetter dead, CancellationToken cancellationToken)
    {
        await RecordAsync(dead.Effects, cancellationToken).ConfigureAwait(false);
        await delivery.DeadLetterAsync(dead.Reason, dead.Description).ConfigureAwait(false);
    }

    private async ValueTask RecordOnceAsync(Effects effects, CancellationToken cancellationToken)
    {
        var members = effects.Members.ToArray();
        var finish = effects.Finish;
        effects.Members.Clear();
        effects.Finish = null;

        var operations = new List<StoreOperation>(members.Length + 1);
        operations.AddRange(members.Select(static m => m.Operation));
        if (finish is not null)
            operations.Add(finish);
        await store.ExecuteAsync(operations, cancellationToken).ConfigureAwait(false);

        var now = time.GetUtcNow();
        foreach (var member in members)
            FlowEngine.Recorded(member, member.Operation.Result, now, effects);
        await ClimbAllFailedAsync(effects, now, cancellationToken).ConfigureAwait(false);
        if (finish is not null)
        {
            watch.Signal(finish.Result);
            Send(effects, finish.Result.Owed);
        }
    }

    private async ValueTask ClimbAllFailedAsync(Effects effects, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var (join, _, operation) in effects.AllFailed)
        {
            var members = await store.ExecuteAsync(
                new ReadMembers(operation.Key, operation.Join, 0, operation.Count), cancellationToken).ConfigureAwait(false);
            FlowEngine.Fail(join, Joining.AllFailed(join, members), now, effects);
        }

        effects.AllFailed.Clear();
    }

    private static void Send(Effects effects, TaskMessage? owed)
    {
        if (owed is null || effects.Sends.Any(m => m.Id == owed.Id))
            return;
        effects.Send(owed);
        effects.Settled.Add(owed.Id);
    }
}

using TypedTasks.Engine;
using TypedTasks.Hosting.Shared;
using TypedTasks.Paths;
using TypedTasks.Storage;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>
/// Already recorded: whether nothing needs to run any more, because an outcome is recorded (design, H4), the scope is
/// cancelled or the flow is over.
/// </summary>
internal sealed class RecordedCheck(FlowStore store, CancellationWatch cancellations, StepHistory history, TimeProvider time) : IDispatchStep
{
    public ValueTask<Conclusion?> HandleAsync(Arrival arrival, CancellationToken stopping) =>
        !arrival.Flow.Stored ? default
        : arrival.Kind == MessageKind.Compensations ? CompensatesAsync(arrival, stopping)
        : AskAsync(arrival, stopping);

    /// <summary>
    /// What a message comes to whose scope was cancelled. It may have been cancelled by its own failure, which another delivery of
    /// the message, before or beside this one, has recorded and not handed off.
    /// </summary>
    public async ValueTask<Conclusion> CancelledAsync(Place place, CancellationToken stopping) =>
        place.Flow.Stored && await RecordedAsync(place, stopping).ConfigureAwait(false) is { } recorded ? recorded : Conclusion.Nothing;

    private async ValueTask<Conclusion?> AskAsync(Arrival arrival, CancellationToken stopping)
    {
        if (await SettledAsync(arrival, stopping).ConfigureAwait(false) is not { } settled)
            return null;

        // The history says of the attempt before that another one follows.
        if (arrival.Call is not null && arrival.Envelope.Attempt > 0 && arrival.Delivery.DeliveryCount == 0 && settled.Effects.IsEmpty)
            history.EndedUnrun(arrival, StepState.Cancelled, null);
        return settled;
    }

    private async ValueTask<Conclusion.HandOver?> SettledAsync(Arrival arrival, CancellationToken stopping)
    {
        var place = arrival.Place;
        if (arrival.MayBeRecorded && await WasHandedOffAsync(arrival, stopping).ConfigureAwait(false))
            return Conclusion.Nothing with { WasHandedOff = true };

        // What is recorded comes first: a failure cancels its own scope, and must still climb when its message comes again. After a retry a
        // message may come whose step has succeeded before it.
        if (arrival.MayBeRecorded && await RecordedAsync(place, stopping).ConfigureAwait(false) is { } recorded)
            return recorded;
        return await cancellations.IsCancelledAsync(arrival.Key, place.Path.Text, stopping).ConfigureAwait(false)
            ? (Conclusion.HandOver)await CancelledAsync(place, stopping).ConfigureAwait(false)
            : null;
    }

    // Where messages are kept, each is handed off once, also where nothing else is recorded of it.
    private async ValueTask<bool> WasHandedOffAsync(Arrival arrival, CancellationToken stopping) =>
        arrival.Flow.IsKept
        && MessageIds.FullNameOf(arrival.Message) is { } name
        && await store.ExecuteAsync(new WasHandedOff(arrival.Key, name), stopping).ConfigureAwait(false);

    private async ValueTask<Conclusion.HandOver?> RecordedAsync(Place place, CancellationToken stopping)
    {
        var key = place.Flow.Key;
        var flow = new GetFlow(key);
        var cancelled = new IsCancelled(key, place.Path.Text);
        var above = Climb.ToJoin(place);
        var member = above is { } a ? new GetMember(key, a.Place.Path.Text, a.Index) : null;
        var own = place.Node.Join is { Policy: JoinPolicy.First } ? new GetMember(key, place.Path.Text, 0) : null;
        StoreOperation?[] questions = [flow, cancelled, member, own];
        await store.ExecuteAsync([.. questions.OfType<StoreOperation>()], stopping).ConfigureAwait(false);

        if (IsOver(flow.Result, place))
            return Conclusion.Nothing;
        return member?.Result.Member is { } outcome ? new(FlowEngine.Record(above!.Value, outcome, time.GetUtcNow()))
            : cancelled.Result ? new(Decided(place, own?.Result))
            : null;
    }

    // Alternatives that need no message decide the join while they are started, which cancels the scope of the message that does
    // it; when it comes again, what they have decided must still climb.
    private Effects Decided(Place place, JoinRecord? join) =>
        join is { State: JoinState.Completed } && place.Node is { Join.Policy: JoinPolicy.First } first
            ? FlowEngine.Record(new(ClimbKind.Join, place, first, join.DecidedBy, first.Children.Length), join.DecidingOutcome, time.GetUtcNow())
            : Effects.None;

    private async ValueTask<Conclusion?> CompensatesAsync(Arrival arrival, CancellationToken stopping)
    {
        var record = await store.ExecuteAsync(new GetFlow(arrival.Key), stopping).ConfigureAwait(false);
        return record.State == FlowState.Compensating && record.Key == arrival.Key ? null : Conclusion.Nothing;
    }

    // Side branches outlive their flow, those of compensations as well; compensations run while it is compensating.
    private static bool IsOver(FlowRecord flow, Place place) =>
        !place.Path.IsAside ? flow.State != FlowState.Running
        : flow.IsTerminal && !place.Path.Text.Contains(StepPath.SideLevel, StringComparison.Ordinal);
}

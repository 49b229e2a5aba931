using TypedTasks.Engine;
using TypedTasks.Hosting.Shared;
using TypedTasks.Plans;
using TypedTasks.Serialization;
using TypedTasks.Storage;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>Opens waits for events, ends them when their time is over, and goes on from those that are decided.</summary>
internal sealed class Waits(FlowStore store, TimeProvider time)
{
    /// <summary>The flow has come to a wait: it is recorded, and nothing is held while it lasts.</summary>
    /// <exception cref="TaskArgumentException">What has arrived is no key.</exception>
    public async ValueTask<Conclusion?> OpenAsync(Arrival arrival, CancellationToken stopping)
    {
        var (place, rule) = (arrival.Place, arrival.Node.Wait!);
        var input = FlowValue.None;
        var key = rule.Key ?? "";
        if (rule.IsKeyed)
        {
            var json = await ValueReader.ReadAsync(store, arrival.Key, arrival.Envelope.Input, stopping).ConfigureAwait(false);
            (input, key) = (FlowValue.Inline(json), WaitRule.ReadKey(json));
        }

        var open = new OpenWait(arrival.Key, place.Path.Text, rule.Event, key, Messages.Wait(place, input)) { Within = rule.Within };
        var opened = await store.ExecuteAsync(open, stopping).ConfigureAwait(false);

        // Race: the flow has failed since the message was looked at. Nothing has come of it, so a retry needs it.
        if (opened.IsOver)
            return Conclusion.Nothing;
        var now = time.GetUtcNow();
        if (opened.Holder is { } holder)
            return new Conclusion.HandOver(FlowEngine.Fail(place, FailureJson.Write(Duplicate(place, rule, holder)), now));
        var effects = opened.IsOpen && rule.Within is { } within
            ? Effects.Send(Messages.WaitLimit(place, input, now + within))
            : Effects.None;
        return new Conclusion.HandOver(effects) { WasHandedOff = true, Due = opened.Owed };
    }

    /// <summary>The time of a wait is over: unless the event has decided it, the time-out does.</summary>
    public async ValueTask<Conclusion.HandOver> ExpireAsync(Arrival arrival, CancellationToken stopping)
    {
        var (place, rule) = (arrival.Place, arrival.Node.Wait!);
        var outcome = rule.Otherwise is RawValue otherwise
            ? new RecordedOutcome(FlowValue.Inline(otherwise.Json), null)
            : new(FlowValue.None, FailureJson.Write(TimedOut(place, rule)));
        var key = rule.IsKeyed ? WaitRule.ReadKey(arrival.Envelope.Input.Json) : rule.Key ?? "";
        var owed = await store.ExecuteAsync(new ExpireWait(arrival.Key, place.Path.Text, rule.Event, key, outcome), stopping).ConfigureAwait(false);
        return Conclusion.Nothing with { WasHandedOff = true, Due = owed };
    }

    /// <summary>A wait is decided: the flow goes on with what is recorded. After a retry nothing is, and it waits anew.</summary>
    public async ValueTask<Conclusion?> GoOnAsync(Arrival arrival, CancellationToken stopping)
    {
        var place = arrival.Place;
        var recorded = await store.ExecuteAsync(new GetMember(arrival.Key, place.Path.Text, 0), stopping).ConfigureAwait(false);
        return recorded.Member switch
        {
            null => await OpenAsync(arrival, stopping).ConfigureAwait(false),
            { Failure: { } failure } => new Conclusion.HandOver(FlowEngine.Fail(place, failure, time.GetUtcNow())),
            _ => new Conclusion.HandOver(FlowEngine.Succeed(place, FlowValue.Member(place.Path.Text, 0), time.GetUtcNow())),
        };
    }

    private static TaskFailure TimedOut(Place place, WaitRule rule) =>
        new(typeof(TimeoutException).FullName!, $"Event '{rule.Event}' did not come within {rule.Within}.", null, "", place.Path.Text, 0, []);

    private static TaskFailure Duplicate(Place place, WaitRule rule, string holder) => new(
        "TypedTasks.DuplicateWait",
        $"The flow waits, or has waited, for event '{rule.Event}' under the same key at {holder}: nobody could tell which wait is meant. Give them different keys, or declare two events.",
        null,
        "",
        place.Path.Text,
        0,
        []);
}

using TypedTasks.Engine;
using TypedTasks.Plans;
using TypedTasks.Serialization;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>Starts what a fan-out message names: members, what takes a value, or a wait.</summary>
internal sealed class FanOutStart(ElementReader elements, Waits waits, TimeProvider time)
{
    public async ValueTask<Conclusion?> StartAsync(Arrival arrival, CancellationToken stopping)
    {
        var (place, node, envelope) = (arrival.Place, arrival.Node, arrival.Envelope);
        var now = time.GetUtcNow();
        try
        {
            if (node.Given is RawValue given)
                return new Conclusion.HandOver(FlowEngine.Succeed(place, await elements.GiveAsync(place, given, stopping).ConfigureAwait(false), now));
            if (node.Wait is not null)
                return await waits.OpenAsync(arrival, stopping).ConfigureAwait(false);
            if (!node.IsParallel)
                return new Conclusion.HandOver(FlowEngine.Start(place, node, envelope.Input, now));
            var (members, input) = await elements.ReadAsync(place, node, envelope.Input, envelope.Cursor, envelope.Stop, stopping).ConfigureAwait(false);
            return new Conclusion.HandOver(FlowEngine.Continue(place, node, input, members, envelope.Cursor, envelope.Stop, now));
        }
        catch (TaskArgumentException e)
        {
            var failure = TaskFailure.From(e, Messages.FanOutSubject, place.Path.Text, 0);
            return new Conclusion.HandOver(FlowEngine.Fail(place, FailureJson.Write(failure), now))
            {
                Letter = new(DeadLetterReasons.InvalidArgument, e.Message),
            };
        }
    }
}

using TypedTasks.Engine;
using TypedTasks.Hosting.Observability;
using TypedTasks.Hosting.Shared;
using TypedTasks.Serialization;
using TypedTasks.Storage;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>Invoke: does what the message asks for. A step runs the user's code; everything else is the engine's own, and ends here.</summary>
internal sealed class Invocation(
    TaskCaller caller,
    FanOutStart fanOut,
    Waits waits,
    CompensationPlanner compensations,
    RecordedCheck recorded,
    CancellationWatch cancellations,
    RunningSteps running,
    StepLog log,
    FlowStore store,
    TaskCatalog catalog,
    StepTools tools) : IDispatchStep
{
    public ValueTask<Conclusion?> HandleAsync(Arrival arrival, CancellationToken stopping) => arrival.Kind switch
    {
        MessageKind.Step => RunAsync(arrival, stopping),
        MessageKind.FanOut => fanOut.StartAsync(arrival, stopping),
        MessageKind.Limit => new(Overdue(arrival)),
        MessageKind.Wait => waits.GoOnAsync(arrival, stopping),
        MessageKind.WaitLimit => ExpireAsync(arrival, stopping),
        MessageKind.Compensations => compensations.StartAsync(arrival, stopping),
        _ => throw new InvalidOperationException($"Unknown kind {arrival.Kind}."),
    };

    private async ValueTask<Conclusion?> ExpireAsync(Arrival arrival, CancellationToken stopping) => await waits.ExpireAsync(arrival, stopping).ConfigureAwait(false);

    private async ValueTask<Conclusion?> RunAsync(Arrival arrival, CancellationToken stopping)
    {
        arrival.Run = new(arrival, tools, stopping);
        running.Add(arrival.Run);
        try
        {
            if (!await MayBeginAsync(arrival, stopping).ConfigureAwait(false))
                return await recorded.CancelledAsync(arrival.Place, stopping).ConfigureAwait(false);
            if (catalog.OrderingConflict(arrival.Node) is { } conflict)
                throw new TaskArgumentException(conflict);

            // Race: somebody else may have the key by now, and what stands behind this step may have its turn.
            if (arrival.Call!.OrderingKey is not null && arrival.Delivery.LockLost.IsCancellationRequested)
                return Conclusion.Drop.Instance;
            FlowTracing.Begins(arrival.Envelope.Attempt);
            using (log.Enter(arrival))
            {
                arrival.Run.Begin();
                arrival.End = await caller.CallAsync(arrival).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            arrival.End = StepEnd.Threw(e);
        }
        finally
        {
            arrival.Run.End();
        }

        return null;
    }

    // Race: the run is registered before this last look, so a cancellation that comes in between is seen.
    private async ValueTask<bool> MayBeginAsync(Arrival arrival, CancellationToken stopping)
    {
        var path = arrival.Place.Path.Text;
        if (arrival.Flow.Stored && await cancellations.IsCancelledAsync(arrival.Key, path, stopping).ConfigureAwait(false))
            return false;
        return !arrival.IsWatched
            || await store.ExecuteAsync(new BeginStep(arrival.Key, path, arrival.RunNumber), stopping).ConfigureAwait(false);
    }

    private Conclusion.HandOver Overdue(Arrival arrival)
    {
        var (place, limit) = (arrival.Place, arrival.Place.Bound!);
        var failure = limit.IsExpiry
            ? new TaskFailure("TypedTasks.Expired", $"It had not ended {limit.Length} after it was due, and is not wanted any more.", null, "", place.Path.Text, 0, [])
            : new TaskFailure(typeof(TimeoutException).FullName!, $"It took longer than its time-out of {limit.Length}.", null, "", place.Path.Text, 0, []);
        return new(FlowEngine.Fail(place, FailureJson.Write(failure), tools.Time.GetUtcNow()));
    }
}

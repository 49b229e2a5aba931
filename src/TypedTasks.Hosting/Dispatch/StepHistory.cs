using Microsoft.Extensions.Options;
using TypedTasks.Hosting.Observability;
using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>Writes down how attempts have ended. Of what nobody keeps or counts no record is made.</summary>
internal sealed class StepHistory(FlowStore store, TimeProvider time, IOptions<WorkerOptions> options)
{
    public void Ended(Arrival arrival, StepState state, ReadOnlyMemory<byte>? failure = null)
    {
        if (arrival.Flow.Stored || StepMetrics.IsListenedTo)
            Write(arrival, arrival.Run!.Record(state, time.GetUtcNow(), failure));
    }

    /// <summary>An attempt has failed, and another one starts later.</summary>
    public void Repeats(Arrival arrival, ReadOnlyMemory<byte> failure, TimeSpan pause)
    {
        if (arrival.Flow.Stored || StepMetrics.IsListenedTo)
        {
            var now = time.GetUtcNow();
            Write(arrival, arrival.Run!.Record(StepState.Retrying, now, failure) with { Reason = WaitReason.Retry, Until = now + pause });
        }
    }

    /// <summary>A step was put off before it ran.</summary>
    public void PutOff(Arrival arrival, WaitReason reason, DateTimeOffset until)
    {
        if (!arrival.Flow.Stored)
            return;
        store.WriteBehind(new RecordStep(
            arrival.Key,
            new(arrival.Place.Path.Text, arrival.Call!.Name, StepState.Waiting, arrival.Envelope.Attempt, options.Value.Name, time.GetUtcNow(), null, null, null)
            {
                Reason = reason,
                Until = until,
            }));
    }

    /// <summary>An attempt has ended without running here, so that nobody takes the one before for the last.</summary>
    public void EndedUnrun(Arrival arrival, StepState state, ReadOnlyMemory<byte>? failure)
    {
        var now = time.GetUtcNow();
        Write(arrival, new(arrival.Place.Path.Text, arrival.Call!.Name, state, arrival.Envelope.Attempt, options.Value.Name, now, now, null, null)
        {
            Failure = failure,
        });
    }

    private void Write(Arrival arrival, StepRecord record)
    {
        StepMetrics.Ended(record, arrival.Call!.QueueName);
        if (arrival.Flow.Stored)
            store.WriteBehind(new RecordStep(arrival.Key, record));
    }
}

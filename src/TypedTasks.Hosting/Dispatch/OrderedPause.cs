namespace TypedTasks.Hosting.Dispatch;

/// <summary>
/// Waits for the next attempt of a step with an ordering key under the same delivery: a message that waited at the broker would let
/// others overtake it. The lock is renewed meanwhile.
/// </summary>
internal sealed class OrderedPause(StepTools tools, RunningSteps running, RecordedCheck recorded, StepHistory history)
{
    /// <summary>What the message comes to if it does not come to the next attempt; null when it is due.</summary>
    public async ValueTask<Conclusion?> WaitAsync(Arrival arrival, TimeSpan pause, CancellationToken stopping)
    {
        using var waiting = new RunningStep(arrival, tools, stopping) { IsPausing = true };
        running.Add(waiting);
        try
        {
            await Task.Delay(pause, tools.Time, waiting.CancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (arrival.Delivery.LockLost.IsCancellationRequested)
        {
            return Conclusion.Drop.Instance;
        }
        catch (OperationCanceledException) when (waiting.IsCancelled)
        {
            history.EndedUnrun(arrival, StepState.Cancelled, null);
        }
        catch (OperationCanceledException)
        {
            return Conclusion.GiveBack.HandedBack;
        }
        finally
        {
            running.Remove(waiting);
        }

        return await recorded.CancelledAsync(arrival.Place, stopping).ConfigureAwait(false);
    }
}

using TypedTasks.Plans;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>
/// The way of a delivered message, as docs/internals/architecture.md tells it: each step ends it or hands it on. What it comes to is
/// concluded once, and handed off by <see cref="HandOff"/>.
/// </summary>
internal sealed class Dispatcher
{
    private readonly IDispatchStep[] looks;
    private readonly IDispatchStep[] steps;
    private readonly int firstOfAttempt;
    private readonly OrderedPause pause;
    private readonly Admission admission;
    private readonly RunningSteps running;

    public Dispatcher(
        ArrivalReader read,
        RecordedCheck recorded,
        DeliveryCheck deliveries,
        TaskLookup task,
        ExpiryCheck expiry,
        Admission admission,
        InputReader input,
        Invocation invoke,
        StepEnding conclude,
        OrderedPause pause,
        RunningSteps running)
    {
        looks = [read, recorded];
        steps = [read, recorded, deliveries, task, expiry, admission, input, invoke, conclude];
        firstOfAttempt = Array.IndexOf(steps, task);
        this.pause = pause;
        this.admission = admission;
        this.running = running;
    }

    public async ValueTask<Conclusion> DispatchAsync(Arrival arrival, CancellationToken stopping)
    {
        var conclusion = await GoThroughAsync(arrival, 0, stopping).ConfigureAwait(false);
        while (conclusion is Conclusion.Again again)
        {
            arrival.Repeat(again.Next);
            conclusion = await pause.WaitAsync(arrival, again.Pause, stopping).ConfigureAwait(false)
                ?? await GoThroughAsync(arrival, firstOfAttempt, stopping).ConfigureAwait(false);
        }

        return conclusion is Conclusion.HandOver over ? Complete(arrival, over) : conclusion;
    }

    /// <summary>What a message has come to meanwhile, where the hand-off of its end failed; null where nothing is recorded of it.</summary>
    public async ValueTask<Conclusion.HandOver?> LookAgainAsync(IDelivery delivery, CancellationToken stopping)
    {
        var arrival = new Arrival(delivery, new(delivery));
        foreach (var look in looks)
        {
            if (await look.HandleAsync(arrival, stopping).ConfigureAwait(false) is Conclusion.HandOver over)
                return Complete(arrival, over);
        }

        return null;
    }

    private async ValueTask<Conclusion> GoThroughAsync(Arrival arrival, int first, CancellationToken stopping)
    {
        try
        {
            for (var i = first; i < steps.Length; i++)
            {
                if (await steps[i].HandleAsync(arrival, stopping).ConfigureAwait(false) is { } conclusion)
                    return conclusion;
            }

            throw new InvalidOperationException("The last step of the list concludes every message.");
        }
        catch (FlowFormatException e) when (e.IsProtected)
        {
            // A value of the store. Whoever can read it finds the letter and fails the flow.
            return Conclusion.Nothing with { Letter = new(DeadLetterReasons.ProtectionFailed, e.Message) };
        }
        finally
        {
            if (arrival.Run is { } run)
                running.Remove(run);
            arrival.Run?.Dispose();
            arrival.Run = null;
        }
    }

    // Whatever it came to: what it holds is given back with its end.
    private Conclusion.HandOver Complete(Arrival arrival, Conclusion.HandOver over)
    {
        if (arrival.Flow is { IsKept: true, Stored: true })
            over = over with { Kept = arrival.Key };
        if (arrival.IsWatched)
            over = over with { Ended = new(arrival.Place, arrival.RunNumber) };
        return over.IsDeferred || admission.Released(arrival) is not { } released ? over : over with { Released = released };
    }
}

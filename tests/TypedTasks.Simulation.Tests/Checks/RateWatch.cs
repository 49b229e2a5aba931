using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

/// <summary>What a rate limit promises: starts are reserved one interval apart, and whatever starts has a reservation whose time has come.</summary>
internal sealed class RateWatch(SimWorld world)
{
    private readonly List<DateTimeOffset> reserved = [];
    private readonly HashSet<(FlowKey Flow, string Place, int Attempt)> started = [];

    public void Reserved(ReserveStart reserve)
    {
        var start = world.Now + reserve.Result;
        if (reserved.Count > 0 && start < reserved[^1] + SimRegistry.Rate.Interval)
            world.Violate(11, $"a start is reserved for {start:O}, {start - reserved[^1]} after the one before");
        reserved.Add(start);
    }

    /// <summary>An attempt starts; a message that comes again does not start anew.</summary>
    public void Started(string place, SimMessage message)
    {
        if (started.Add((message.Envelope.Key, place, message.Message.Attempt)) && started.Count > reserved.Count(r => r <= world.Now))
            world.Violate(11, $"{place} starts before its turn under the rate limit", place);
    }
}

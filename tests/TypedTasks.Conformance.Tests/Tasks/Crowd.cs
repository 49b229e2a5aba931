using System.Diagnostics;

namespace TypedTasks.Conformance.Tests;

/// <summary>How many were in one place at once, and when they came.</summary>
public sealed class Crowd
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> inside = [];

    public Dictionary<string, int> Most { get; } = [];

    public List<long> Arrivals { get; } = [];

    public IDisposable Enter(string place)
    {
        lock (gate)
        {
            Arrivals.Add(Stopwatch.GetTimestamp());
            var now = inside[place] = inside.GetValueOrDefault(place) + 1;
            Most[place] = Math.Max(now, Most.GetValueOrDefault(place));
        }

        return new Leaving(this, place);
    }

    private sealed class Leaving(Crowd crowd, string place) : IDisposable
    {
        public void Dispose()
        {
            lock (crowd.gate)
                crowd.inside[place]--;
        }
    }
}

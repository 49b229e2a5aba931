namespace TypedTasks.Hosting.Tests.Passage;

/// <summary>The boundaries that a message has come by, and the footprint of one leg of its way.</summary>
public sealed class Trail : IDisposable
{
    private readonly List<Boundary> passed = [];
    private readonly Footprint footprint = new();
    private readonly SemaphoreSlim accepted = new(0);
    private readonly SemaphoreSlim handedOff = new(0);
    private readonly SemaphoreSlim ended = new(0);
    private Boundary? from;

    /// <summary>Released when <c>EnqueueAsync</c> has returned: a message is delivered only then, so that its end is not taken for a part of the delivery.</summary>
    public SemaphoreSlim Accepted => accepted;

    /// <summary>Released when the first step has been handed off: only then somebody waits for the flow.</summary>
    public SemaphoreSlim HandedOff => handedOff;

    /// <summary>Released when the last step has been handed off: only then another flow begins.</summary>
    public SemaphoreSlim Ended => ended;

    public IReadOnlyList<Boundary> Passed => passed;

    /// <summary>From here on boundaries are noted, and the leg that begins at this one leaves its footprint.</summary>
    public void Follow(Boundary from) => this.from = from;

    public void Pass(Boundary boundary)
    {
        if (from is null)
            return;
        lock (passed)
            passed.Add(boundary);
        if (boundary == from + 1)
            footprint.End();
        if (boundary == from)
            footprint.Begin();
    }

    public void Dispose()
    {
        accepted.Dispose();
        handedOff.Dispose();
        ended.Dispose();
    }
}

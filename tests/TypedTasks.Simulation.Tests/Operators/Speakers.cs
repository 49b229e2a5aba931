using System.Text.Json;
using TypedTasks.Plans;
using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

/// <summary>People outside of the flow say what its waits wait for: early, late, twice with different values, and again where nobody knows whether it was heard.</summary>
internal sealed class Speakers
{
    private readonly SimWorld world;
    private readonly ITaskClient client;
    private readonly SimRandom random;
    private readonly List<Speech> speeches = [];

    public Speakers(SimWorld world, ITaskClient client, SimRandom random, PlanNode plan)
    {
        (this.world, this.client, this.random) = (world, client, random);
        PlanWalk.Any(plan, node =>
        {
            // Of what has a time-out some is never said.
            if (node.Wait is { } wait && !speeches.Any(s => s.Event == wait.Event && s.Key == (wait.Key ?? "")))
                speeches.Add(new(wait.Event, wait.Key ?? "") { Left = wait.Within is not null && random.Chance(0.3) ? 0 : random.Between(2, 3), At = SimWorld.Start + TimeSpan.FromMilliseconds(random.Between(0, 60_000)) });
            return false;
        });
    }

    public void Act()
    {
        foreach (var speech in speeches)
        {
            if (speech is not { Left: > 0, IsAsking: false } || world.Now < speech.At)
                continue;
            speech.IsAsking = true;
            _ = SayAsync(speech, $"{speech.Event}{speech.Key}#{++speech.Said}");
        }
    }

    /// <summary>What is recorded must be what somebody was told.</summary>
    /// <param name="outcomeOf">How an event is recorded under a key, which may be empty.</param>
    public void Check(Func<string, string, RaisedEvent> outcomeOf)
    {
        foreach (var speech in speeches)
        {
            var raised = outcomeOf(speech.Event, speech.Key);
            var recorded = raised.Answer == RaiseOutcome.AlreadyRaised ? Text(raised.Outcome.Value.Json) : null;
            if (speech.Recorded is { } told && recorded != told)
                world.Violate(13, $"event {speech.Event} was recorded as {told}, and is {recorded ?? raised.Answer.ToString()} at the end");
        }
    }

    /// <summary>The digest of what was said.</summary>
    public static string Text(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return Digest.Canonical(document.RootElement);
    }

    private async Task SayAsync(Speech speech, string text)
    {
        using var value = JsonDocument.Parse($$"""{"d":"{{text}}"}""");
        try
        {
            var said = new TaskEvent<JsonElement>(speech.Event);

            // By its key a flow is found where the caller does not know it.
            var raised = speech.Key.Length > 0 && random.Chance(0.5)
                ? await client.RaiseAsync(said, speech.Key, value.RootElement)
                : await client.RaiseAsync(Simulation.FlowId, said, value.RootElement, speech.Key.Length > 0 ? speech.Key : null);
            world.Trace(null, $"said {text}: {raised.Outcome} {(raised.HasValue ? Digest.Canonical(raised.Value) : "")}");
            if (raised.Outcome is RaiseOutcome.Recorded or RaiseOutcome.AlreadyRaised)
                Told(speech, raised, text);
        }
        catch (StoreException e)
        {
            world.Trace(null, $"said {text}, and nobody knows whether it was heard: {e.Message}");
        }

        speech.At = world.Now + TimeSpan.FromMilliseconds(random.Between(1, 60_000));
        speech.IsAsking = false;
    }

    private void Told(Speech speech, RaiseResult<JsonElement> raised, string text)
    {
        speech.Left--;
        var told = Digest.Canonical(raised.Value);
        if (raised.IsRecorded && told != text)
            world.Violate(13, $"{text} was recorded as {told}");
        speech.Recorded ??= told;
        if (told != speech.Recorded)
            world.Violate(13, $"event {speech.Event} is recorded as {told}, and somebody was told {speech.Recorded} before");
    }

    private sealed class Speech(string name, string key)
    {
        public string Event { get; } = name;

        public string Key { get; } = key;

        public int Left { get; set; }

        public int Said { get; set; }

        public DateTimeOffset At { get; set; }

        public bool IsAsking { get; set; }

        public string? Recorded { get; set; }
    }
}

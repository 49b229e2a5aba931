using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Simulation.Tests;

/// <summary>
/// What an ordering key promises: among the runs whose worker has the lock of the message, messages of a line start in the order
/// in which the broker accepted them, one step runs at a time, and nothing starts between a failed attempt and its repetition.
/// A retry of the flow lines its steps up anew. A run whose lock is lost may go on beside others for a moment; it is not looked at.
/// </summary>
internal sealed class LineWatch(SimWorld world)
{
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Queue, string Key), int> lastPlace = [];
    private readonly HashSet<string> begun = new(StringComparer.Ordinal);
    private readonly Dictionary<SimDelivery, int> running = [];
    private readonly HashSet<SimDelivery> failed = [];
    private readonly Dictionary<(FlowKey Flow, string Place), string> repeats = [];
    private readonly Dictionary<(string Queue, string Key), HashSet<(FlowKey Flow, string Place)>> waiting = [];

    public void Accepted(TaskMessage message)
    {
        if (message.OrderingKey is null == message.Queue.EndsWith("-ordered", StringComparison.Ordinal))
            world.Violate(10, $"message {message.Id} with the key '{message.OrderingKey}' was sent to queue '{message.Queue}'", message.Step);
        places.Add(message.Id, places.Count);
    }

    /// <summary>An attempt starts.</summary>
    public void Started(string place)
    {
        if (world.Current.Value is not { HoldsLine: true, Source.Line: { } line } delivery)
            return;
        var id = delivery.Message.Id;
        foreach (var other in running.Keys.Concat(failed).Where(o => o != delivery && o.HoldsLine && o.Source.Line == line))
        {
            var how = running.ContainsKey(other) ? "while" : "between a failed attempt and the next one of";
            world.Violate(10, $"{place} starts {how} {other.Place}, which has the key '{line.Key}' too", place);
        }

        failed.Remove(delivery);
        if (begun.Add(id) && places.TryGetValue(id, out var at))
        {
            if (lastPlace.TryGetValue(line, out var last) && last > at)
                world.Violate(10, $"{place} starts after a step that came later into the line '{line.Key}'", place);
            lastPlace[line] = Math.Max(at, lastPlace.GetValueOrDefault(line));
        }

        CheckRepetition(line, (delivery.Source.Envelope.Key, place));
    }

    public void Begin(SimDelivery delivery) => running[delivery] = running.GetValueOrDefault(delivery) + 1;

    public void End(SimDelivery delivery)
    {
        if (--running[delivery] == 0)
            running.Remove(delivery);
    }

    /// <summary>An attempt is about to fail.</summary>
    public void Failed(string place)
    {
        if (world.Current.Value is not { HoldsLine: true, Source.Line: { } line } delivery)
            return;
        failed.Add(delivery);
        repeats.Remove((delivery.Source.Envelope.Key, place));
        if (!waiting.TryGetValue(line, out var steps))
            waiting.Add(line, steps = []);
        steps.Add((delivery.Source.Envelope.Key, place));
    }

    // Of a step that has failed for good nothing starts again: who has overtaken it matters once it does.
    private void CheckRepetition((string Queue, string Key) line, (FlowKey Flow, string Place) step)
    {
        if (repeats.Remove(step, out var overtaker))
            world.Violate(10, $"{overtaker} has started between a failed attempt of {step.Place} and the next one, with the key '{line.Key}'", step.Place);
        if (!waiting.TryGetValue(line, out var steps))
            return;
        steps.Remove(step);
        foreach (var overtaken in steps)
            repeats.TryAdd(overtaken, step.Place);
        steps.Clear();
    }
}

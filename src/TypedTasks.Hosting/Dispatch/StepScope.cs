using System.Collections;
using System.Globalization;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>What every line says that is logged while a task runs. People count attempts from 1.</summary>
internal sealed class StepScope(Arrival arrival) : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly int attempt = arrival.Envelope.Attempt + 1;

    public int Count => 4;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("FlowId", arrival.Key.FlowId),
        1 => new("Step", StepLog.Place(arrival)),
        2 => new("Task", arrival.Call!.Name),
        3 => new("Attempt", attempt),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"flow {arrival.Key.FlowId}, step {StepLog.Place(arrival)}, task {arrival.Call!.Name}, attempt {attempt}");
}

using System.Globalization;
using static TypedTasks.Conformance.Worker.Traced.Tasks;

namespace TypedTasks.Conformance.Worker;

/// <summary>A kind of flow whose end follows from a number, so that its id says how it must end.</summary>
/// <param name="Name">The first part of the ids.</param>
/// <param name="Flow">Makes it.</param>
/// <param name="Outcome">How it must end.</param>
public sealed record FlowShape(string Name, Func<int, ISignature<int>> Flow, Func<int, string> Outcome)
{
    private const int Members = 4;
    private const int Keys = 3;

    /// <summary>The tasks that must have undone something, each as often at least.</summary>
    public int Undone { get; init; }

    public static IReadOnlyList<FlowShape> All { get; } =
    [
        new("single", static n => Add(n, 1), static n => $"{n + 1}"),
        new("chain", static n => Add(n, 1) | Add(1) | Add(1) | Add(1) | Add(1), static n => $"{n + 5}"),
        new("chord", static n => Group.Of(Enumerable.Range(0, Members).Select(i => Add(n, i))) | Sum(), static n => $"{(4 * n) + 6}"),
        new("each", static n => Spread(n) | Add(1).Each() | Sum(), static n => $"{(5 * n) + 15}"),
        new("bounded", static n => Spread(n) | Add(1).Each(maxParallelism: 2) | Sum(), static n => $"{(5 * n) + 15}"),
        new("retried", static n => FailFirst(n).WithRetry(static p => p with { Delay = TimeSpan.FromMilliseconds(50) }) | Add(1), static n => $"{n + 1}"),
        new("recovered", static n => (Add(n, 1) | Refuse()).Recover(Instead()) | Add(n), static n => $"{n - 1}"),
        new("kept", static n => (Add(n, 1).CompensateWith(Undo()) | Add(1).CompensateWith(Undo())) | Add(1), static n => $"{n + 3}"),
        new("undone", static n => Add(n, 1).CompensateWith(Undo()) | Add(1).CompensateWith(Undo()) | Refuse(), static n => $"failed: traced.refuse: System.InvalidOperationException: refused {n + 2}") { Undone = 2 },
        new("slow", static n => Slow(n) | Add(1), static n => $"{n + 1}"),
        new("ordered", static n => (Add(n, 1) | Add(1)).WithOrderingKey($"key {n % Keys}"), static n => $"{n + 2}"),
    ];

    public static (FlowShape Shape, int Number) Of(string flowId)
    {
        var parts = flowId.Split('-');
        return (All.Single(s => s.Name == parts[0]), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    /// <summary>How a flow has ended, in the words of <see cref="Outcome"/>.</summary>
    public static async Task<string> OutcomeAsync(TaskHandle<int> handle, CancellationToken cancellationToken)
    {
        try
        {
            return (await handle.WaitAsync(cancellationToken)).ToString(CultureInfo.InvariantCulture);
        }
        catch (TaskFailedException e)
        {
            return $"failed: {e.Failure.Task}: {e.Failure.Type}: {e.Failure.Message}";
        }
    }

    public ISignature<int> Make(int number) => Flow(number).WithId(string.Create(CultureInfo.InvariantCulture, $"{Name}-{number}"));
}

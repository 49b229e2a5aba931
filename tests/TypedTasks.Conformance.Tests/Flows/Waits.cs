using static TypedTasks.Conformance.Worker.Forms.Tasks;
using static TypedTasks.Conformance.Worker.Plans.Tasks;
using static TypedTasks.Conformance.Worker.Sums.Tasks;

namespace TypedTasks.Conformance.Tests;

/// <summary>Waits for events, which the one who has enqueued the flow raises.</summary>
public static class Waits
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    private static readonly string[] Keys = ["a", "b", "c"];

    public static IReadOnlyList<FlowCase> All { get; } =
    [
        Saying("wait", () => Number(2) >> Wait.For(Told.Number) | Double(), 8, (null, 4)),
        Saying("wait alone", () => Wait.For(Told.Number), 4, (null, 4)),
        Saying("wait, carrying what arrives", () => Number(2) | Wait.For(Told.Number).Within(Never).OrElse(1).Carrying<int>() | Add(), 6, (null, 4)),
        Saying("wait in a returned signature", () => Asks(3) | Double(), 24, (null, 4)),
        Saying(
            "waits, settled",
            () => Group.Of(Wait.For(Told.Number), Wait.For(Told.Other).Within(Soon)).Settled() | Describe(),
            "4, failed: System.TimeoutException: Event 'told.other' did not come within 00:00:00.1000000.",
            (null, 4)),
        Saying("wait between what is compensated", () => Number(1).CompensateWith(Undo()) >> Wait.For(Told.Number).CompensateWith(Undo()) | Double(), 8, (null, 4)),
        new("wait under a key", ByKeyAsync, 8),
        Saying("wait, told twice", () => Wait.For(Told.Number).Within(Never).OrElse(1) | Double(), 8, (null, 4), (null, 5)),
        Saying("waits in a group", () => Group.Of(Wait.For(Told.Number).WithKey("a"), Wait.For(Told.Number).WithKey("b") | Double(), Number(1)) | Total(), 11, ("b", 3), ("a", 4)),
        Saying("wait for each", () => Signature.Value(Keys) | Wait.Keyed(Told.Number).Each() | Total(), 6, ("c", 3), ("a", 1), ("b", 2)),
        Saying("first of two waits", () => Group.FirstOf(Wait.For(Told.Other), Wait.For(Told.Number)) | Double(), 8, (null, 4)),
        Saying("wait, recovered", () => Wait.For(Told.Other).Within(Soon).Recover(Number(3)) >> Wait.For(Told.Number) | Double(), 8, (null, 4)),
        FlowCase.Of("wait that nobody ends", () => Wait.For(Told.Number).Within(Soon).OrElse(3) | Double(), 6),
        FlowCase.Failing(
            "wait that fails in a saga",
            () => Number(1).CompensateWith(Undo()) >> Wait.For(Told.Number).Within(Soon) | Double(),
            ": System.TimeoutException: Event 'told.number' did not come within 00:00:00.1000000.",
            "undo 1"),
        FlowCase.Failing("wait that fails", () => Wait.For(Told.Number).Within(Soon) | Double(), ": System.TimeoutException: Event 'told.number' did not come within 00:00:00.1000000."),
    ];

    // The catalogue is run again and again on one store.
    private static async Task<object?> ByKeyAsync(FlowRun run)
    {
        var key = $"key-{Guid.CreateVersion7():N}";
        var handle = await run.Client.EnqueueAsync(Wait.For(Told.Number).WithKey(key) | Double(), run.CancellationToken);
        await run.Client.RaiseAsync(Told.Number, key, 4, run.CancellationToken);
        return await handle.WaitAsync(run.CancellationToken);
    }

    private static FlowCase Saying<T>(string name, Func<ISignature<T>> flow, T expected, params (string? Key, int Value)[] said) => new(
        name,
        async run =>
        {
            var handle = await run.Client.EnqueueAsync(flow(), run.CancellationToken);
            foreach (var (key, value) in said)
                await run.Client.RaiseAsync(handle.FlowId, Told.Number, value, key, run.CancellationToken);
            return await handle.WaitAsync(run.CancellationToken);
        },
        expected);
}

using static TypedTasks.Conformance.Worker.Forms.Tasks;
using static TypedTasks.Conformance.Worker.Plans.Tasks;
using static TypedTasks.Conformance.Worker.Sums.Tasks;

namespace TypedTasks.Conformance.Tests;

/// <summary>What is decided while the flow runs: returned signatures, children, repetitions, uniqueness.</summary>
public static class Plannings
{
    public static IReadOnlyList<FlowCase> All { get; } =
    [
        // Tasks that return signatures.
        FlowCase.Of("returned signature", () => Doubles(4), 12),
        FlowCase.Of("returned signature in a chain", () => Number(4) | Doubles() | Double(), 24),
        FlowCase.Of("returned signature that is recursive", () => Number(6) | Factorial() | Double(), 1440),
        FlowCase.Of("returned signatures that fork", () => Fibonacci(7), 13),
        FlowCase.Of("returned group", () => Numbers(4) | Total() | Double(), 20),
        FlowCase.Of<IReadOnlyList<int>>("returned group as a result", () => Numbers(3), [1, 2, 3]),
        FlowCase.Of("each over a returned group", () => Numbers(4) | Double().Each() | Total(), 20),
        FlowCase.Of("returned signature in a group", () => Group.Of(Factorial(3), Number(1), Doubles(3)) | Total(), 13),
        FlowCase.Of("returned signature in each", () => Range(5) | Factorial().Each() | Total(), 34),
        FlowCase.Of("returned signature in a tuple", () => Number(3) | (Factorial(), Double()) | Add(), 12),
        FlowCase.Of("returned signature that fails, recovered", () => FailLater("abc").Recover(Otherwise()), -3),
        FlowCase.Of("returned signature that fails, settled", () => Group.Of(FailLater("x"), Factorial(3)).Settled() | Describe(), "failed: System.InvalidOperationException: x, 6"),
        FlowCase.Failing("returned signature that fails", () => FailLater("x") | Double(), "sums.fail: System.InvalidOperationException: x"),
        FlowCase.Failing("returned signature and compensation", () => Factorial(3).CompensateWith(Undo()) >> FailLater("x"), "sums.fail: System.InvalidOperationException: x", "undo 6"),
        FlowCase.Of("returned signature, one of the first", () => Group.FirstOf(FailLater("x"), Factorial(3)), 6),

        // Repetition.
        FlowCase.Of("retry later", () => Later(5) | Double(), 14),
        FlowCase.Of("retry later in a group", () => Group.Of(Later(1), Later(2), Number(3)) | Total(), 10),
        FlowCase.Of("retry in each", () => Range(4) | FailFirst(value: 5).WithRetry(p => p with { Delay = TimeSpan.FromMilliseconds(1) }).Each() | Total(), 20),
        FlowCase.Of("retry as a default of a composition", () => (FailFirst(2, 3) | Double()).WithRetry(p => p with { Delay = TimeSpan.FromMilliseconds(1) }), 6),

        // Children.
        new("child flow", static async run => await ChildAsync(run, await run.ResultAsync(Number(4) | Start())), 10),
        new("two child flows", static async run =>
        {
            var ids = await run.ResultAsync(StartTwo(4));
            return $"{await ChildAsync(run, ids[0])}, {await ChildAsync(run, ids[1])}";
        }, "8, 24"),
        new("child flows of each element", static async run =>
        {
            var ids = await run.ResultAsync(Range(4) | Start().Each());
            var results = new List<int>();
            foreach (var id in ids)
                results.Add(await ChildAsync(run, id));
            return results.ToArray();
        }, new[] { 2, 4, 6, 8 }),

        // Uniqueness.
        new("unique", static async run =>
        {
            var key = $"{Guid.NewGuid():N}";
            var first = await run.Client.EnqueueAsync((Later(2) | Double()).Unique(key), run.CancellationToken);
            var second = await run.Client.EnqueueAsync((Later(2) | Double()).Unique(key), run.CancellationToken);
            return (await first.WaitAsync(run.CancellationToken), await second.WaitAsync(run.CancellationToken));
        }, (8, 8)),
        new("unique within a window", static async run =>
        {
            var key = $"{Guid.NewGuid():N}";
            var first = await run.Client.EnqueueAsync(Number(2).Unique(key, TimeSpan.FromHours(1)), run.CancellationToken);
            var result = await first.WaitAsync(run.CancellationToken);
            var second = await run.Client.EnqueueAsync(Number(3).Unique(key, TimeSpan.FromHours(1)), run.CancellationToken);
            return (result, await second.WaitAsync(run.CancellationToken), first.FlowId == second.FlowId);
        }, (2, 2, true)),
        new("the same id twice", static async run =>
        {
            var id = $"{Guid.NewGuid():N}";
            await run.ResultAsync((Number(2) | Double()).WithId(id));
            return await run.ResultAsync((Number(2) | Double()).WithId(id));
        }, 4),
    ];

    private static async Task<int> ChildAsync(FlowRun run, string id) =>
        await run.Client.GetHandle<int>(id).WaitAsync(run.CancellationToken);
}

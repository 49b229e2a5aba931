using static TypedTasks.Conformance.Worker.Sums.Tasks;

namespace TypedTasks.Conformance.Tests;

/// <summary>Flows in line, members told as they end, and flows that a schedule starts.</summary>
public static class Turns
{
    public static IReadOnlyList<FlowCase> All { get; } =
    [
        new("flows in turn", static run => SumAsync(run, 1, Enumerable.Range(1, 4).Select(static i => Number(i) | Double())), 20),
        new("flows in turn, two at a time", static run => SumAsync(run, 2, Enumerable.Range(1, 6).Select(static i => Group.Of(Number(i), Number(1)) | Total())), 27),
        new("flow in turn behind one that fails", BehindFailureAsync, "failed: System.InvalidOperationException: x, 4"),
        new("flow in turn behind one that waits, and one that is cancelled", BehindWaitAsync, "3, Cancelled, 8"),
        new("members of a group as they end", static run => ResultsAsync(run, Group.Of(Number(1), Number(2) | Double(), Number(3)), MembersAsync), "0: 1, 1: 4, 2: 3"),
        new("elements of a list in chunks as they end", static run => ResultsAsync(run, Range(5) | Double().Each(chunkSize: 2), MembersAsync), "0: 0, 1: 2, 2: 4, 3: 6, 4: 8"),
        new("settled members as they end", static run => ResultsAsync(run, Group.Of(Fail("x"), Number(2)).Settled(), OutcomesAsync), "0: x, 1: 2"),
        new("flow that a schedule starts now", ScheduledAsync, 2 * CatalogueSchedule.Name.Length),
    ];

    private static async Task<object?> SumAsync(FlowRun run, int limit, IEnumerable<ISignature<int>> flows)
    {
        var line = NewLine();
        List<TaskHandle<int>> handles = [];
        foreach (var flow in flows)
            handles.Add(await run.Client.EnqueueAsync(flow.InTurn(line, limit), run.CancellationToken));
        var sum = 0;
        foreach (var handle in handles)
            sum += await handle.WaitAsync(run.CancellationToken);
        return sum;
    }

    private static async Task<object?> BehindFailureAsync(FlowRun run)
    {
        var line = NewLine();
        var first = await run.Client.EnqueueAsync(Fail("x").InTurn(line), run.CancellationToken);
        var second = await run.Client.EnqueueAsync((Number(2) | Double()).InTurn(line), run.CancellationToken);
        var failed = await Assert.ThrowsAsync<TaskFailedException>(async () => await first.WaitAsync(run.CancellationToken));
        return $"failed: {failed.Failure.Type}: {failed.Failure.Message}, {await second.WaitAsync(run.CancellationToken)}";
    }

    private static async Task<object?> BehindWaitAsync(FlowRun run)
    {
        var line = NewLine();
        var first = await run.Client.EnqueueAsync(Wait.For(Told.Number).InTurn(line), run.CancellationToken);
        var second = await run.Client.EnqueueAsync(Number(7).InTurn(line), run.CancellationToken);
        var third = await run.Client.EnqueueAsync((Number(4) | Double()).InTurn(line), run.CancellationToken);
        var state = await second.CancelAsync(run.CancellationToken);
        await run.Client.RaiseAsync(first.FlowId, Told.Number, 3, cancellationToken: run.CancellationToken);
        return $"{await first.WaitAsync(run.CancellationToken)}, {state}, {await third.WaitAsync(run.CancellationToken)}";
    }

    private static async Task<object?> ResultsAsync<T>(FlowRun run, ISignature<T> flow, Func<TaskHandle<T>, CancellationToken, Task<List<string>>> read)
    {
        var told = await read(await run.Client.EnqueueAsync(flow, run.CancellationToken), run.CancellationToken);
        return string.Join(", ", told.Order(StringComparer.Ordinal));
    }

    private static async Task<List<string>> MembersAsync(TaskHandle<IReadOnlyList<int>> flow, CancellationToken cancellationToken)
    {
        List<string> told = [];
        await foreach (var (index, outcome) in flow.ResultsAsync(cancellationToken))
            told.Add($"{index}: {outcome.Value}");
        return told;
    }

    private static async Task<List<string>> OutcomesAsync(TaskHandle<IReadOnlyList<Outcome<int>>> flow, CancellationToken cancellationToken)
    {
        List<string> told = [];
        await foreach (var (index, outcome) in flow.ResultsAsync(cancellationToken))
            told.Add($"{index}: {outcome.Failure?.Message ?? $"{outcome.Value}"}");
        return told;
    }

    private static async Task<object?> ScheduledAsync(FlowRun run)
    {
        var flowId = await run.Schedules.RunNowAsync(CatalogueSchedule.Name, run.CancellationToken);
        return await run.Client.GetHandle<int>(flowId).WaitAsync(run.CancellationToken);
    }

    // The catalogue is run again and again on one store.
    private static string NewLine() => $"line-{Guid.CreateVersion7():N}";
}

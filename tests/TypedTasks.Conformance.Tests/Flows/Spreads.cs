using static TypedTasks.Conformance.Worker.Forms.Tasks;
using static TypedTasks.Conformance.Worker.Plans.Tasks;
using static TypedTasks.Conformance.Worker.Sums.Tasks;

namespace TypedTasks.Conformance.Tests;

/// <summary>Each in chunks, some at a time and nested, and steps that wait for their turn.</summary>
public static class Spreads
{
    public static IReadOnlyList<FlowCase> All { get; } =
    [
        // Chunks and parallelism.
        FlowCase.Of("each in chunks", () => Range(10) | Double().Each(chunkSize: 3) | Total(), 90),
        FlowCase.Of<IReadOnlyList<int>>("each in chunks, in order", () => Range(7) | Double().Each(chunkSize: 2), [0, 2, 4, 6, 8, 10, 12]),
        FlowCase.Of("each in one chunk", () => Range(5) | Double().Each(chunkSize: 50) | Total(), 20),
        FlowCase.Of("each in chunks over nothing", () => Range(0) | Double().Each(chunkSize: 3) | Total(), 0),
        FlowCase.Of("each in chunks with a given argument", () => Range(10) | Add(right: 1).Each(chunkSize: 4) | Total(), 55),
        FlowCase.Of("each in chunks over a group", () => Group.Of(Number(1), Number(2), Number(3)) | Double().Each(chunkSize: 2) | Total(), 12),
        FlowCase.Of("each some at a time", () => Range(20) | Double().Each(maxParallelism: 3) | Total(), 380),
        FlowCase.Of<IReadOnlyList<int>>("each one at a time, in order", () => Range(6) | Double().Each(maxParallelism: 1), [0, 2, 4, 6, 8, 10]),
        FlowCase.Of("each of a chain, some at a time", () => Range(12) | (Double() | Add(right: 1)).Each(maxParallelism: 4) | Total(), 144),
        FlowCase.Of("each in chunks, some at a time", () => Range(30) | Double().Each(chunkSize: 4, maxParallelism: 2) | Total(), 870),
        FlowCase.Of("each some at a time over a group", () => Group.Of(Enumerable.Range(0, 15).Select(Number)) | Double().Each(maxParallelism: 2) | Total(), 210),
        FlowCase.Of("settled each, some at a time", () => Range(4) | Halve().Each(maxParallelism: 2).Settled() | Describe(), "0, failed: System.ArgumentException: 1 is odd, 1, failed: System.ArgumentException: 3 is odd"),
        FlowCase.Of("each in chunks that fails, recovered", () => (Range(4) | Halve().Each(chunkSize: 2) | Total()).Recover(Otherwise()), -8),
        FlowCase.Of("each in chunks of 1,000", () => Range(1000) | Double().Each(chunkSize: 50, maxParallelism: 4) | Total(), 999000) with { IsBig = true },

        // Nesting.
        FlowCase.Of("each in each in chunks", () => Range(5) | (Range() | Double().Each(chunkSize: 2) | Total()).Each() | Total(), 20),
        FlowCase.Of("each in each, some at a time", () => Range(5) | (Range() | Double().Each(maxParallelism: 1) | Total()).Each(maxParallelism: 2) | Total(), 20),
        FlowCase.Of("each in each in each", () => Range(4) | (Range() | (Range() | Double().Each() | Total()).Each() | Total()).Each() | Total(), 2),
        FlowCase.Of<IReadOnlyList<IReadOnlyList<int>>>("each in each as a result", () => Range(3) | (Range() | Double().Each()).Each(), [[], [0], [0, 2]]),
        FlowCase.Of("group in each in a group", () => Group.Of(Range(3) | (Group.Of(Double(), Add(right: 1)) | Total()).Each() | Total(), Number(1)) | Total(), 13),
        FlowCase.Of("recover in each in a settled group", () => Group.Of(Range(4) | Halve().Recover(Otherwise()).Each() | Total(), Fail("x")).Settled() | Describe(), "-15, failed: System.InvalidOperationException: x"),

        // Turns.
        FlowCase.Of("limited call", () => Number(2).WithConcurrencyLimit("calls") | Double(), 4),
        FlowCase.Of("limited group", () => Group.Of(Enumerable.Range(0, 20).Select(Number)).WithConcurrencyLimit("group", 3) | Total(), 190),
        FlowCase.Of("limited members", () => Group.Of(Enumerable.Range(0, 10).Select(i => Number(i).WithConcurrencyLimit($"k{i % 2}"))) | Total(), 45),
        FlowCase.Of("limited each", () => Range(10) | Double().WithConcurrencyLimit("each", 2).Each() | Total(), 90),
        FlowCase.Of("limited retries", () => Group.Of(Later(1).WithConcurrencyLimit("later"), Later(2).WithConcurrencyLimit("later")) | Total(), 7),
        FlowCase.Of("limited task", () => Range(10) | Narrow().Each() | Total(), 55),
        FlowCase.Of("limited failures", () => Group.Of(Fail("x").WithConcurrencyLimit("fail"), Number(1).WithConcurrencyLimit("fail")).Settled() | Describe(), "failed: System.InvalidOperationException: x, 1"),
        FlowCase.Of("rated task", () => Range(5) | Rated().Each() | Total(), 15),
    ];
}

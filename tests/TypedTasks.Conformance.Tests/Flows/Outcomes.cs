using static TypedTasks.Conformance.Worker.Forms.Tasks;
using static TypedTasks.Conformance.Worker.Plans.Tasks;
using static TypedTasks.Conformance.Worker.Sums.Tasks;

namespace TypedTasks.Conformance.Tests;

/// <summary>Settled(), Recover and FirstOf: failure as a value.</summary>
public static class Outcomes
{
    private const string Failed = "failed: System.InvalidOperationException:";
    private const string Late = "failed: System.TimeoutException: It took longer than its time-out of 00:00:00.3000000.";

    private const string Later = "failed: System.TimeoutException: It took longer than its time-out of 00:00:03.";

    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    // Nobody knows how many elements there are before the message that spreads the list was handled.
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(3);

    public static IReadOnlyList<FlowCase> All { get; } =
    [
        // Settled.
        FlowCase.Of("settled step", () => Number(2).Settled() | DescribeOne(), "2"),
        FlowCase.Of("settled step that fails", () => Fail("x").Settled() | DescribeOne(), $"{Failed} x"),
        FlowCase.Of("settled chain that fails in the middle", () => (Number(1) >> Fail("x") | Double()).Settled() | DescribeOne(), $"{Failed} x"),
        FlowCase.Of("settled chain", () => (Number(1) | Double() | Double()).Settled() | DescribeOne(), "4"),
        FlowCase.Of("settled partial", () => Number(4) | (Double() | Double()).Settled() | DescribeOne(), "16"),
        FlowCase.Of("settled group", () => Group.Of(Number(2), Fail("x"), Number(3)).Settled() | Describe(), $"2, {Failed} x, 3"),
        FlowCase.Of("settled group that fails altogether", () => Group.Of(Fail("x"), Fail("y")).Settled() | Describe(), $"{Failed} x, {Failed} y"),
        FlowCase.Of("settled group of one", () => Group.Of(Fail("x")).Settled() | Describe(), $"{Failed} x"),
        FlowCase.Of("settled empty group", () => Group.Of<int>().Settled() | Describe(), ""),
        FlowCase.Of("settled group of chains", () => Group.Of(Number(1) | Double(), Number(1) >> Fail("x") | Double()).Settled() | Describe(), $"2, {Failed} x"),
        FlowCase.Of("settled chord", () => (Group.Of(Number(1), Fail("x")) | Total()).Settled() | DescribeOne(), $"{Failed} x"),
        FlowCase.Of("settled tuple", () => (Number(2), Upper("a")).Join().Settled() | DescribeTwo(), "2, A"),
        FlowCase.Of("settled tuple that fails", () => (Fail("x"), Upper("a")).Join().Settled() | DescribeTwo(), $"{Failed} x, A"),
        FlowCase.Of("settled partial tuple", () => Number(3) | (Double(), Text()).Join().Settled() | DescribeTwo(), "6, n3"),
        FlowCase.Of("settled each", () => Range(4) | Halve().Each().Settled() | Describe(), "0, failed: System.ArgumentException: 1 is odd, 1, failed: System.ArgumentException: 3 is odd"),
        FlowCase.Of("settled each over nothing", () => Range(0) | Halve().Each().Settled() | Describe(), ""),
        FlowCase.Of("each of a settled step", () => Range(3) | Halve().Settled().Each() | Describe(), "0, failed: System.ArgumentException: 1 is odd, 1"),
        FlowCase.Of("settled in settled", () => Group.Of(Group.Of(Number(1), Fail("x")).Settled() | Describe(), Upper("a")) | Join(), $"1, {Failed} x-A"),
        FlowCase.Of("settled group after a step that fails", () => (Number(1) >> Fail("x") | Group.Of(Double(), Double() | Double())).Settled() | Describe(), $"{Failed} x, {Failed} x"),
        FlowCase.Of("settled tuple after a step that fails", () => (Fail("x") | (Double(), Text())).Settled() | DescribeTwo(), $"{Failed} x, {Failed} x"),
        FlowCase.Of("settled group with a time-out", () => Group.Of(Endless(), Endless()).WithTimeout(Short).Settled() | Describe(), $"{Late}, {Late}"),
        FlowCase.Of("settled each with a time-out", () => Range(3) | (Double() >> Endless()).Each().WithTimeout(Long).Settled() | Describe(), $"{Later}, {Later}, {Later}") with { IsTimed = true },
        FlowCase.Of("settled bounded each with a time-out", () => Range(3) | (Double() >> Endless()).Each(maxParallelism: 2).WithTimeout(Long).Settled() | Describe(), $"{Later}, {Later}, {Later}") with { IsTimed = true },
        FlowCase.Of("settled list and its elements", () => (Range(4) | Halve().Each()).Settled() | Describe(), "0, failed: System.ArgumentException: 1 is odd, 1, failed: System.ArgumentException: 3 is odd"),
        FlowCase.Of("settled large group after a step that fails", () => (Fail("x") | Group.Of(Enumerable.Range(0, 250).Select(static _ => Double()))).Settled() | Describe(), string.Join(", ", Enumerable.Repeat($"{Failed} x", 250))) with { IsBig = true },
        FlowCase.Failing("settled list that never came", () => (Fail("x") >> Fail("y") >> Range(3) | Double().Each()).Settled(), "sums.fail: System.InvalidOperationException: x"),
        FlowCase.Failing("settled empty group after a step that fails", () => (Fail("x") | Group.Of<int, int>()).Settled(), "sums.fail: System.InvalidOperationException: x"),
        FlowCase.Of("settled as a result", () => Number(2).Settled(), 2),
        new("settled group as a result", static async run => (await run.ResultAsync(Group.Of(Number(2), Fail("x")).Settled())).Select(static o => o.ValueOr(-1)).ToArray(), new[] { 2, -1 }),
        new("settled tuple as a result", static async run =>
        {
            var (number, text) = await run.ResultAsync((Fail("x"), Upper("a")).Join().Settled());
            return $"{number}; {text}";
        }, $"{Failed} x; A"),

        // Recover.
        FlowCase.Of("recover that is not needed", () => Number(3).Recover(Otherwise()) | Double(), 6),
        FlowCase.Of("recover with the failure", () => Fail("abc").Recover(Otherwise()) | Double(), -6),
        FlowCase.Of("recover with a complete signature", () => Fail("abc").Recover(Number(5)) | Double(), 10),
        FlowCase.Of("recover of a chain", () => (Number(1) | Double() >> Fail("ab") | Double()).Recover(Otherwise() | Double()), -4),
        FlowCase.Of("recover of a partial", () => Number(3) | (Halve() | Double()).Recover(Otherwise()) | Double(), -16),
        FlowCase.Of("recover of a member", () => Group.Of(Number(1), Fail("ab").Recover(Otherwise()), Number(3)) | Total(), 2),
        FlowCase.Of("recover of a group", () => (Group.Of(Number(1), Fail("ab")) | Total()).Recover(Otherwise()), -2),
        FlowCase.Of("recover of a group in a group", () => Group.Of((Group.Of(Number(1), Fail("ab")) | Total()).Recover(Otherwise()), Number(3)) | Total(), 1),
        FlowCase.Of("recover by a group", () => Fail("x").Recover(Group.Of(Number(1), Number(2)) | Total()), 3),
        FlowCase.Of("recover of each element", () => Range(4) | Halve().Recover(Otherwise()).Each() | Total(), -15),
        FlowCase.Of("recover of a recover that fails", () => Fail("a").Recover(Fail("bcd")).Recover(Otherwise()), -3),
        FlowCase.Of("recover after retries", () => FailFirst(9, 1).WithRetry(p => p with { MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(1) }).Recover(Otherwise()), -9),
        FlowCase.Failing("recover that fails", () => Fail("a").Recover(Fail("b")), "sums.fail: System.InvalidOperationException: b"),

        // FirstOf.
        FlowCase.Of("first of one", () => Group.FirstOf(Number(3)), 3),
        FlowCase.Of("first of a failing and a right one", () => Group.FirstOf(Fail("x"), Number(7)) | Double(), 14),
        FlowCase.Of("first of an endless and a right one", () => Group.FirstOf(Endless(), Number(7)) | Double(), 14),
        FlowCase.Of("first of chains", () => Group.FirstOf(Number(1) >> Fail("x"), Endless() | Double(), Number(2) | Double() | Double()), 8),
        FlowCase.Of("first of partials", () => Number(3) | Group.FirstOf(Halve(), Double()) | Double(), 12),
        FlowCase.Of("first of groups", () => Group.FirstOf(Group.Of(Number(1), Number(2)) | Total(), Group.Of(Number(1), Fail("x")) | Total()), 3),
        FlowCase.Of("first of in a group", () => Group.Of(Group.FirstOf(Fail("x"), Number(1)), Group.FirstOf(Number(2), Endless())) | Total(), 3),
        FlowCase.Of("first of in each", () => Range(5) | Group.FirstOf(Halve().Settled() >> Fail("x"), Double()).Each() | Total(), 20),
        FlowCase.Of("first of that all fail, recovered", () => (Group.FirstOf(Fail("x"), Fail("y")) | Text()).Recover(Inner()), "TypedTasks.AllFailed: x, y"),
        FlowCase.Of("first of that fails in a settled group", () => Group.Of(Group.FirstOf(Fail("x")).Recover(Number(4)), Number(1)).Settled() | Describe(), "4, 1"),
    ];
}

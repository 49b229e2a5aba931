using TypedTasks.Analyzers.Shape;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Shape;

public class ScheduleParameterTests
{
    [Fact]
    public async Task Fires() => Assert.Equal(
        ["Nothing gives task 'Do' 'path' and 'size' when its schedule starts it: take a ScheduledRun, give the others defaults, or compose the flow with AddSchedule(…, static run => Do(…))"],
        await Check.Reports<ScheduleParameterAnalyzer>(Source("[Task, [|Schedule(\"0 9 * * *\")|]] public static int Do(string path, ScheduledRun run, int size, int more = 1) => 1;")));

    [Fact]
    public async Task FiresOnWhatIsNoTask() => Assert.Equal(
        ["'Do' has a [Schedule] and is no task: mark it [Task] too, or nothing starts it"],
        await Check.Reports<ScheduleParameterAnalyzer>(Source("[[|Schedule(\"0 9 * * *\")|]] public static int Do(ScheduledRun run) => 1;")));

    [Fact]
    public async Task FiresOnARunThatWouldNeverBeFilled() => Assert.Equal(
        ["The schedule of task 'Do' fills required parameters alone, so 'run' would always have its default: let it be required"],
        await Check.Reports<ScheduleParameterAnalyzer>(Source("[Task, [|Schedule(\"0 9 * * *\")|]] public static int Do(ScheduledRun? run = null) => 1;")));

    [Theory]
    [InlineData("[Task, Schedule(\"0 9 * * *\")] public static int Do(ScheduledRun? run, params int[] more) => 1;")]
    [InlineData("[Task, Schedule(\"0 9 * * *\")] public static int Do(ScheduledRun run, int more = 1, CancellationToken ct = default) => 1;")]
    [InlineData("[Task, Schedule(\"0 9 * * *\"), Schedule(\"0 18 * * *\", Name = \"evening\")] public static int Do(TaskContext context) => 1;")]
    public Task IsSilent(string method) => Check.Silent<ScheduleParameterAnalyzer>(Source(method));

    private static string Source(string method) => $$"""
        static partial class C
        {
            {{method}}
        }
        """;
}

using TypedTasks.Analyzers.Body;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Body;

public class ScheduleClockTests
{
    [Theory]
    [InlineData("run => Signature.Value([|DateTime.UtcNow|])", "'DateTime.UtcNow' reads the clock", "take the time of the run, run.Occurrence or run.Date")]
    [InlineData("run => Signature.Value([|time.GetUtcNow()|])", "'time.GetUtcNow()' reads the clock", "take the time of the run, run.Occurrence or run.Date")]
    [InlineData("run => { var id = [|Guid.NewGuid()|]; return Signature.Value(id); }", "'Guid.NewGuid()' is another value each time", "let the task make it, or derive it from the run")]
    [InlineData("run => Signature.Value([|counter|])", "'counter' is static state", "make it a constant or readonly, or let the task read it")]
    public async Task Fires(string compose, string what, string instead) => Assert.Equal(
        [$"{what}, but every process that has the schedule composes the flow of an occurrence, ahead of its time and perhaps again: {instead}"],
        await Check.Reports<ScheduleClockAnalyzer>(ScheduleSource.Call($"builder.AddSchedule(\"x\", \"0 9 * * *\", {compose})")));

    [Theory]
    [InlineData("static run => Signature.Value(run.Date.AddDays(-1))")]
    [InlineData("static run => Signature.Value(limit)")]
    [InlineData("static run => Signature.Value(Guid.Empty)")]
    public Task IsSilent(string compose) => Check.Silent<ScheduleClockAnalyzer>(ScheduleSource.Call($"builder.AddSchedule(\"x\", \"0 9 * * *\", {compose})"));
}

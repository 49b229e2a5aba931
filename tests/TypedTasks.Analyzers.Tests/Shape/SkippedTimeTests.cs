using TypedTasks.Analyzers.Shape;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Shape;

public class SkippedTimeTests
{
    [Theory]
    [InlineData("30 2 * * *", "Europe/Paris", "02:30")]
    [InlineData("0 0 2 * * SUN", "America/New_York", "02:00")]
    [InlineData("@daily", "Asia/Beirut", "00:00")]
    [InlineData("15 2,14 * * *", "Australia/Lord_Howe", "02:15")]
    public async Task Fires(string cron, string zone, string time) => Assert.Equal(
        [$"When clocks are put forward in {zone} there is no {time}: the occurrence of that day then comes at the next valid minute; take another time, or UTC, where that matters"],
        await Check.Reports<SkippedTimeAnalyzer>(ScheduleSource.Mark($"[|\"{cron}\"|], TimeZone = \"{zone}\"")));

    [Fact]
    public async Task FiresOnACall() => Assert.Single(await Check.Reports<SkippedTimeAnalyzer>(
        ScheduleSource.Call("builder.AddSchedule(\"x\", [|\"30 2 * * *\"|], static run => Signature.Value(run.Date), static o => { o.Version = 2; o.TimeZone = \"Europe/Paris\"; })")));

    [Theory]
    [InlineData("30 2 * * *", "UTC")]
    [InlineData("30 2 * * *", "Asia/Tokyo")]
    [InlineData("0 3 * * *", "Europe/Paris")]
    [InlineData("30 * * * *", "Europe/Paris")]
    [InlineData("45 2 * * *", "Australia/Lord_Howe")]
    public Task IsSilent(string cron, string zone) => Check.Silent<SkippedTimeAnalyzer>(ScheduleSource.Mark($"\"{cron}\", TimeZone = \"{zone}\""));
}

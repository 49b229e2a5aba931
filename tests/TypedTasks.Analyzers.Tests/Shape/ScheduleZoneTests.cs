using TypedTasks.Analyzers.Shape;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Shape;

public class ScheduleZoneTests
{
    [Theory]
    [InlineData("Europe/Pariss", "do you mean 'Europe/Paris'?")]
    [InlineData("america/new york", "do you mean 'America/New_York'?")]
    [InlineData("Mars", "write a name such as 'Europe/Paris' or 'UTC'")]
    [InlineData("", "write a name such as 'Europe/Paris' or 'UTC'")]
    [InlineData("Romance Standard Time", "write a name such as 'Europe/Paris' or 'UTC'")]
    public async Task Fires(string zone, string advice) => Assert.Equal(
        [$"'{zone}' is no IANA time zone that this version knows: {advice}"],
        await Check.Reports<ScheduleZoneAnalyzer>(ScheduleSource.Mark($"\"0 9 * * *\", TimeZone = [|\"{zone}\"|]")));

    [Fact]
    public async Task FiresOnACall() => Assert.Equal(
        ["'Europe/Atlantis' is no IANA time zone that this version knows: write a name such as 'Europe/Paris' or 'UTC'"],
        await Check.Reports<ScheduleZoneAnalyzer>(ScheduleSource.Call("builder.AddSchedule(\"x\", \"0 9 * * *\", static run => Signature.Value(run.Date), static o => o.TimeZone = [|\"Europe/Atlantis\"|])")));

    [Theory]
    [InlineData("Europe/Paris")]
    [InlineData("UTC")]
    [InlineData("Etc/GMT-3")]
    [InlineData("Asia/Kolkata")]
    public Task IsSilent(string zone) => Check.Silent<ScheduleZoneAnalyzer>(ScheduleSource.Mark($"\"0 9 * * *\", TimeZone = \"{zone}\""));
}

using TypedTasks.Analyzers.Schedules;
using TypedTasks.Analyzers.Shape;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Shape;

public class ScheduleValueTests
{
    [Theory]
    [InlineData("[|\"0 3 31 2 *\"|]", "The cron expression '0 3 31 2 *' never comes: no year has such a day")]
    [InlineData("[|\"0 3 31 4,6,9 *\"|]", "The cron expression '0 3 31 4,6,9 *' never comes: no year has such a day")]
    [InlineData("[|\"60 3 * * *\"|]", "The cron expression '60 3 * * *' has '60' for the minutes, which are from 0 to 59")]
    [InlineData("[|\"0 3 * *\"|]", "The cron expression '0 3 * *' has 4 fields: write five (minute, hour, day, month, day of the week), or six that begin with seconds")]
    [InlineData("[|\"0 3 * * MOO\"|]", "The cron expression '0 3 * * MOO' has 'MOO' for the days of the week, which are from 0 to 7")]
    [InlineData("[|\"*/0 * * * *\"|]", "The cron expression '*/0 * * * *' has '*/0' for the minutes, whose step is not from 1 to 59")]
    [InlineData("[|\"@dayly\"|]", "The cron expression '@dayly' is none of @hourly, @daily, @midnight, @weekly, @monthly, @yearly, @annually")]
    [InlineData("[|\"0 3 1 * MON#2\"|]", "The cron expression '0 3 1 * MON#2' never comes: no year has such a day")]
    [InlineData("[|\"0 3 L-29 2 *\"|]", "The cron expression '0 3 L-29 2 *' never comes: no year has such a day")]
    [InlineData("[|\"0 3 LW * SUN\"|]", "The cron expression '0 3 LW * SUN' never comes: no year has such a day")]
    [InlineData("[|\"0 +3 * * *\"|]", "The cron expression '0 +3 * * *' has '+3' for the hours, which are from 0 to 23")]
    [InlineData("[|\"0 *,3 * * *\"|]", "The cron expression '0 *,3 * * *' has '*' in a list for the hours: it stands for all of them, so write it alone")]
    [InlineData("[|\"H 3 * * *\"|]", "The cron expression 'H 3 * * *' has 'H' for the minutes, which are from 0 to 59")]
    [InlineData("\"0 3 * * *\", Name = [|\" \"|]", "The name ' ' has no letter, or more than 200 characters")]
    [InlineData("\"0 3 * * *\", Missed = [|\"-1\"|]", "The value of Missed '-1' is neither none, nor latest, nor a window of at most 366 days such as 1.00:00:00")]
    [InlineData("\"0 3 * * *\", Missed = [|\"a day\"|]", "The value of Missed 'a day' is neither none, nor latest, nor a window of at most 366 days such as 1.00:00:00")]
    [InlineData("\"0 3 * * *\", Jitter = [|\"3.00:00:00\"|]", "The value of Jitter '3.00:00:00' is no time from zero to one day, such as 00:05:00")]
    [InlineData("\"0 3 * * *\", Version = [|0|]", "The value of Version '0' is less than 1")]
    public async Task Fires(string arguments, string message) =>
        Assert.Equal([message], await Check.Reports<ScheduleValueAnalyzer>(ScheduleSource.Mark(arguments)));

    [Theory]
    [InlineData("[Task, Schedule(\"0 3 * * *\"), [|Schedule(\"0 4 * * *\")|]] public static int Do(ScheduledRun run) => 1;", "The name 'c.do' is that of another schedule of 'Do': give one of them a Name of its own")]
    [InlineData("[Task, Schedule(\"0 3 * * *\", Name = \"a\")] public static int Do(ScheduledRun run) => 1; [Task, Schedule(\"0 4 * * *\", Name = [|\"a\"|])] public static int Other() => 1;", "The name 'a' is that of another schedule of 'Do': give one of them a Name of its own")]
    public async Task FiresOnANameThatIsTaken(string members, string message) =>
        Assert.Equal([message], await Check.Reports<ScheduleValueAnalyzer>($"static partial class C {{ {members} }}"));

    [Fact]
    public async Task FiresOnTheNameOfACall() => Assert.Equal(
        ["The name '' has no letter, or more than 200 characters"],
        await Check.Reports<ScheduleValueAnalyzer>(ScheduleSource.Call("builder.AddSchedule([|\"\"|], \"0 9 * * *\", static run => Signature.Value(run.Date))")));

    [Fact]
    public async Task FiresOnACall() => Assert.Equal(
        ["The cron expression '0 25 * * *' has '25' for the hours, which are from 0 to 23"],
        await Check.Reports<ScheduleValueAnalyzer>(ScheduleSource.Call("builder.AddSchedule(\"x\", [|\"0 25 * * *\"|], static run => Signature.Value(run.Date))")));

    [Theory]
    [InlineData("\"0 3 29 2 *\", Missed = \"1.00:00:00\", Jitter = \"00:05:00\", Version = 2")]
    [InlineData("\"0 3 31 2,3 *\", Missed = \"none\"")]
    [InlineData("\"*/15 22-2 L-2 nov-feb ?\"")]
    [InlineData("\"30 0 3 15W * MON#3\"")]
    [InlineData("\"@weekly\"")]
    [InlineData("\"0 3 * * *\"), Schedule(\"0 4 * * *\", Name = \"later\"")]
    public Task IsSilent(string arguments) => Check.Silent<ScheduleValueAnalyzer>(ScheduleSource.Mark(arguments));

    // The same expressions that the runtime is tested with: what it reads, the rule accepts.
    [Theory]
    [InlineData("0 0 31 * *")]
    [InlineData("0 0 LW * *")]
    [InlineData("0 15 10 ? * 5L")]
    [InlineData("0 15 10 ? * 6#3")]
    [InlineData("0 0-5 14 * * ?")]
    [InlineData("5/20 * * * *")]
    [InlineData("0 0 * * fri-mon")]
    [InlineData("0 4 * * 7")]
    public void ReadsWhatTheRuntimeReads(string cron)
    {
        Assert.NotNull(CronText.Read(cron, out var problem));
        Assert.Null(problem);
    }
}

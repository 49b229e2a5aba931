using TypedTasks.Hosting.Schedules;

namespace TypedTasks.Schedules.Tests;

/// <summary>
/// What expressions mean, each case with the documentation that it comes from. The three times were worked out by another program, minute by minute. Two differences to those sources are meant: days of the
/// week count from Sunday = 0 (Quartz: 1), and a day of the month and a day of the week must both fit (Vixie cron: either).
/// </summary>
public sealed class CronTests
{
    [Theory]
    [InlineData("Vixie cron, crontab(5)", "5 0 * * *", "2026-01-01T00:00:00", "2026-01-01T00:05:00 2026-01-02T00:05:00 2026-01-03T00:05:00")]
    [InlineData("Vixie cron, crontab(5)", "15 14 1 * *", "2026-01-01T00:00:00", "2026-01-01T14:15:00 2026-02-01T14:15:00 2026-03-01T14:15:00")]
    [InlineData("Vixie cron, crontab(5)", "0 22 * * 1-5", "2026-01-01T00:00:00", "2026-01-01T22:00:00 2026-01-02T22:00:00 2026-01-05T22:00:00")]
    [InlineData("Vixie cron, crontab(5)", "23 0-23/2 * * *", "2026-01-01T00:00:00", "2026-01-01T00:23:00 2026-01-01T02:23:00 2026-01-01T04:23:00")]
    [InlineData("Vixie cron, crontab(5)", "5 4 * * sun", "2026-01-01T00:00:00", "2026-01-04T04:05:00 2026-01-11T04:05:00 2026-01-18T04:05:00")]
    [InlineData("Vixie cron, crontab(5)", "0 4 * * 7", "2026-01-01T00:00:00", "2026-01-04T04:00:00 2026-01-11T04:00:00 2026-01-18T04:00:00")]
    [InlineData("Vixie cron, crontab(5)", "0 4 * * 0", "2026-01-01T00:00:00", "2026-01-04T04:00:00 2026-01-11T04:00:00 2026-01-18T04:00:00")]
    [InlineData("Vixie cron, crontab(5)", "1,2,5,9 0 * * *", "2026-01-01T00:00:00", "2026-01-01T00:01:00 2026-01-01T00:02:00 2026-01-01T00:05:00")]
    [InlineData("Vixie cron, crontab(5)", "0 8-11 * * *", "2026-01-01T00:00:00", "2026-01-01T08:00:00 2026-01-01T09:00:00 2026-01-01T10:00:00")]
    [InlineData("Vixie cron, crontab(5)", "0-4,8-12 0 * * *", "2026-01-01T00:00:00", "2026-01-01T00:01:00 2026-01-01T00:02:00 2026-01-01T00:03:00")]
    [InlineData("Vixie cron, crontab(5)", "0 */2 * * *", "2026-01-01T00:00:00", "2026-01-01T02:00:00 2026-01-01T04:00:00 2026-01-01T06:00:00")]
    [InlineData("Vixie cron, crontab(5)", "0 0 1 jan *", "2026-01-01T00:00:00", "2027-01-01T00:00:00 2028-01-01T00:00:00 2029-01-01T00:00:00")]
    [InlineData("Vixie cron, crontab(5)", "@yearly", "2026-01-01T00:00:00", "2027-01-01T00:00:00 2028-01-01T00:00:00 2029-01-01T00:00:00")]
    [InlineData("Vixie cron, crontab(5)", "@annually", "2026-01-01T00:00:00", "2027-01-01T00:00:00 2028-01-01T00:00:00 2029-01-01T00:00:00")]
    [InlineData("Vixie cron, crontab(5)", "@monthly", "2026-01-01T00:00:00", "2026-02-01T00:00:00 2026-03-01T00:00:00 2026-04-01T00:00:00")]
    [InlineData("Vixie cron, crontab(5)", "@weekly", "2026-01-01T00:00:00", "2026-01-04T00:00:00 2026-01-11T00:00:00 2026-01-18T00:00:00")]
    [InlineData("Vixie cron, crontab(5)", "@daily", "2026-01-01T00:00:00", "2026-01-02T00:00:00 2026-01-03T00:00:00 2026-01-04T00:00:00")]
    [InlineData("Vixie cron, crontab(5)", "@midnight", "2026-01-01T00:00:00", "2026-01-02T00:00:00 2026-01-03T00:00:00 2026-01-04T00:00:00")]
    [InlineData("Vixie cron, crontab(5)", "@hourly", "2026-01-01T00:00:00", "2026-01-01T01:00:00 2026-01-01T02:00:00 2026-01-01T03:00:00")]
    [InlineData("Vixie cron, crontab(5)", "0 0 29 2 *", "2026-01-01T00:00:00", "2028-02-29T00:00:00 2032-02-29T00:00:00 2036-02-29T00:00:00")]
    [InlineData("Quartz, cron trigger tutorial", "0 0 12 * * ?", "2026-01-01T00:00:00", "2026-01-01T12:00:00 2026-01-02T12:00:00 2026-01-03T12:00:00")]
    [InlineData("Quartz, cron trigger tutorial", "0 15 10 ? * *", "2026-01-01T00:00:00", "2026-01-01T10:15:00 2026-01-02T10:15:00 2026-01-03T10:15:00")]
    [InlineData("Quartz, cron trigger tutorial", "0 15 10 * * ?", "2026-01-01T00:00:00", "2026-01-01T10:15:00 2026-01-02T10:15:00 2026-01-03T10:15:00")]
    [InlineData("Quartz, cron trigger tutorial", "0 * 14 * * ?", "2026-01-01T00:00:00", "2026-01-01T14:00:00 2026-01-01T14:01:00 2026-01-01T14:02:00")]
    [InlineData("Quartz, cron trigger tutorial", "0 0/5 14 * * ?", "2026-01-01T00:00:00", "2026-01-01T14:00:00 2026-01-01T14:05:00 2026-01-01T14:10:00")]
    [InlineData("Quartz, cron trigger tutorial", "0 0/5 14,18 * * ?", "2026-01-01T14:53:00", "2026-01-01T14:55:00 2026-01-01T18:00:00 2026-01-01T18:05:00")]
    [InlineData("Quartz, cron trigger tutorial", "0 0-5 14 * * ?", "2026-01-01T00:00:00", "2026-01-01T14:00:00 2026-01-01T14:01:00 2026-01-01T14:02:00")]
    [InlineData("Quartz, cron trigger tutorial", "0 10,44 14 ? 3 WED", "2026-01-01T00:00:00", "2026-03-04T14:10:00 2026-03-04T14:44:00 2026-03-11T14:10:00")]
    [InlineData("Quartz, cron trigger tutorial", "0 15 10 ? * MON-FRI", "2026-01-01T00:00:00", "2026-01-01T10:15:00 2026-01-02T10:15:00 2026-01-05T10:15:00")]
    [InlineData("Quartz, cron trigger tutorial", "0 15 10 15 * ?", "2026-01-01T00:00:00", "2026-01-15T10:15:00 2026-02-15T10:15:00 2026-03-15T10:15:00")]
    [InlineData("Quartz, cron trigger tutorial", "0 15 10 L * ?", "2026-01-01T00:00:00", "2026-01-31T10:15:00 2026-02-28T10:15:00 2026-03-31T10:15:00")]
    [InlineData("Quartz, cron trigger tutorial", "0 15 10 L-2 * ?", "2026-01-01T00:00:00", "2026-01-29T10:15:00 2026-02-26T10:15:00 2026-03-29T10:15:00")]
    [InlineData("Quartz, cron trigger tutorial", "0 15 10 ? * 5L", "2026-01-01T00:00:00", "2026-01-30T10:15:00 2026-02-27T10:15:00 2026-03-27T10:15:00")]
    [InlineData("Quartz, cron trigger tutorial", "0 15 10 ? * 5#3", "2026-01-01T00:00:00", "2026-01-16T10:15:00 2026-02-20T10:15:00 2026-03-20T10:15:00")]
    [InlineData("Quartz, cron trigger tutorial", "0 0 12 1/5 * ?", "2026-01-01T00:00:00", "2026-01-01T12:00:00 2026-01-06T12:00:00 2026-01-11T12:00:00")]
    [InlineData("Quartz, cron trigger tutorial", "0 11 11 11 11 ?", "2026-01-01T00:00:00", "2026-11-11T11:11:00 2027-11-11T11:11:00 2028-11-11T11:11:00")]
    [InlineData("Quartz, cron trigger tutorial", "0/15 * * * * ?", "2026-01-01T00:00:00", "2026-01-01T00:00:15 2026-01-01T00:00:30 2026-01-01T00:00:45")]
    [InlineData("Quartz, cron trigger tutorial", "0 0 0 LW * ?", "2026-01-01T00:00:00", "2026-01-30T00:00:00 2026-02-27T00:00:00 2026-03-31T00:00:00")]
    [InlineData("Quartz, cron trigger tutorial", "0 0 0 15W * ?", "2026-01-01T00:00:00", "2026-01-15T00:00:00 2026-02-16T00:00:00 2026-03-16T00:00:00")]
    [InlineData("Quartz, cron trigger tutorial", "0 0 0 1W * ?", "2026-01-01T00:00:00", "2026-02-02T00:00:00 2026-03-02T00:00:00 2026-04-01T00:00:00")]
    [InlineData("Cronos, README and tests", "* * * * *", "2026-01-01T00:00:00", "2026-01-01T00:01:00 2026-01-01T00:02:00 2026-01-01T00:03:00")]
    [InlineData("Cronos, README and tests", "*/10 * * * *", "2026-01-01T00:00:00", "2026-01-01T00:10:00 2026-01-01T00:20:00 2026-01-01T00:30:00")]
    [InlineData("Cronos, README and tests", "0 0 1 * *", "2026-01-01T00:00:00", "2026-02-01T00:00:00 2026-03-01T00:00:00 2026-04-01T00:00:00")]
    [InlineData("Cronos, README and tests", "0 0 L * *", "2026-01-01T00:00:00", "2026-01-31T00:00:00 2026-02-28T00:00:00 2026-03-31T00:00:00")]
    [InlineData("Cronos, README and tests", "0 0 L-1 * *", "2026-01-01T00:00:00", "2026-01-30T00:00:00 2026-02-27T00:00:00 2026-03-30T00:00:00")]
    [InlineData("Cronos, README and tests", "0 0 3W * *", "2026-01-01T00:00:00", "2026-01-02T00:00:00 2026-02-03T00:00:00 2026-03-03T00:00:00")]
    [InlineData("Cronos, README and tests", "0 0 LW * *", "2026-01-01T00:00:00", "2026-01-30T00:00:00 2026-02-27T00:00:00 2026-03-31T00:00:00")]
    [InlineData("Cronos, README and tests", "0 0 * * 2L", "2026-01-01T00:00:00", "2026-01-27T00:00:00 2026-02-24T00:00:00 2026-03-31T00:00:00")]
    [InlineData("Cronos, README and tests", "0 0 * * 6#3", "2026-01-01T00:00:00", "2026-01-17T00:00:00 2026-02-21T00:00:00 2026-03-21T00:00:00")]
    [InlineData("Cronos, README and tests", "0 0 * * MON-FRI", "2026-01-01T00:00:00", "2026-01-02T00:00:00 2026-01-05T00:00:00 2026-01-06T00:00:00")]
    [InlineData("Cronos, README and tests", "0 0 13 * 5", "2026-01-01T00:00:00", "2026-02-13T00:00:00 2026-03-13T00:00:00 2026-11-13T00:00:00")]
    [InlineData("Cronos, README and tests", "*/15 * * * * *", "2026-01-01T00:00:00", "2026-01-01T00:00:15 2026-01-01T00:00:30 2026-01-01T00:00:45")]
    [InlineData("Cronos, README and tests", "0 0 0 25 DEC *", "2026-01-01T00:00:00", "2026-12-25T00:00:00 2027-12-25T00:00:00 2028-12-25T00:00:00")]
    [InlineData("Cronos, README and tests", "10-40/10 * * * *", "2026-01-01T00:00:00", "2026-01-01T00:10:00 2026-01-01T00:20:00 2026-01-01T00:30:00")]
    [InlineData("Cronos, README and tests", "5/20 * * * *", "2026-01-01T00:00:00", "2026-01-01T00:05:00 2026-01-01T00:25:00 2026-01-01T00:45:00")]
    [InlineData("Cronos, README and tests", "0 0 31 * *", "2026-01-01T00:00:00", "2026-01-31T00:00:00 2026-03-31T00:00:00 2026-05-31T00:00:00")]
    [InlineData("Cronos, README and tests", "0 22-2 * * *", "2026-01-01T00:00:00", "2026-01-01T01:00:00 2026-01-01T02:00:00 2026-01-01T22:00:00")]
    [InlineData("Cronos, README and tests", "0 0 * nov-feb *", "2026-02-27T00:00:00", "2026-02-28T00:00:00 2026-11-01T00:00:00 2026-11-02T00:00:00")]
    [InlineData("Cronos, README and tests", "0 0 * * fri-mon", "2026-01-01T00:00:00", "2026-01-02T00:00:00 2026-01-03T00:00:00 2026-01-04T00:00:00")]
    [InlineData("Cronos, README and tests", "30 4 1,15 * 5", "2026-01-01T00:00:00", "2026-05-01T04:30:00 2026-05-15T04:30:00 2027-01-01T04:30:00")]
    public void An_expression_comes_when_its_source_says(string source, string cron, string from, string times)
    {
        Assert.NotEmpty(source);
        var table = Timetable.TryCreate(cron, "UTC", out var problem);
        Assert.True(table is not null, problem);
        var next = DateTimeOffset.Parse(from + "Z", System.Globalization.CultureInfo.InvariantCulture);
        foreach (var expected in times.Split(' '))
        {
            var occurrence = table.Next(next)!;
            Assert.Equal(expected, occurrence.Key);
            next = occurrence.At;
        }
    }
}

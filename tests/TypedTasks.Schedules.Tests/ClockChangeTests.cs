using System.Globalization;
using TypedTasks.Hosting.Schedules;

namespace TypedTasks.Schedules.Tests;

/// <summary>What becomes of local times that a clock change skips, or that come twice. The second of two is marked /2; moments are in UTC.</summary>
public sealed class ClockChangeTests
{
    [Theory]
    [InlineData("Europe/Paris", "30 2 * * *", "2026-03-28T12:00", "2026-03-29T02:30:00@01:00 2026-03-30T02:30:00@00:30")]
    [InlineData("Europe/Paris", "30 2 * * *", "2026-10-24T12:00", "2026-10-25T02:30:00@00:30 2026-10-26T02:30:00@01:30")]
    [InlineData("Europe/Paris", "10,40 2 * * *", "2026-03-28T12:00", "2026-03-29T02:10:00@01:00 2026-03-30T02:10:00@00:10")]
    [InlineData("Europe/Paris", "0 3 * * *", "2026-03-28T12:00", "2026-03-29T03:00:00@01:00 2026-03-30T03:00:00@01:00")]
    [InlineData("Europe/Paris", "*/30 * * * *", "2026-03-29T00:20", "2026-03-29T01:30:00@00:30 2026-03-29T03:00:00@01:00 2026-03-29T03:30:00@01:30")]
    [InlineData("Europe/Paris", "*/30 * * * *", "2026-10-24T23:50", "2026-10-25T02:00:00@00:00 2026-10-25T02:30:00@00:30 2026-10-25T02:00:00/2@01:00 2026-10-25T02:30:00/2@01:30 2026-10-25T03:00:00@02:00")]
    [InlineData("America/New_York", "30 2 * * *", "2026-03-07T12:00", "2026-03-08T02:30:00@07:00 2026-03-09T02:30:00@06:30")]
    [InlineData("America/New_York", "30 1 * * *", "2026-10-31T12:00", "2026-11-01T01:30:00@05:30 2026-11-02T01:30:00@06:30")]
    [InlineData("America/New_York", "30 * * * *", "2026-11-01T04:40", "2026-11-01T01:30:00@05:30 2026-11-01T01:30:00/2@06:30 2026-11-01T02:30:00@07:30")]
    [InlineData("Australia/Lord_Howe", "15 2 * * *", "2026-10-03T10:00", "2026-10-04T02:15:00@15:30 2026-10-05T02:15:00@15:15")]
    [InlineData("Australia/Lord_Howe", "45 1 * * *", "2026-04-04T10:00", "2026-04-05T01:45:00@14:45 2026-04-06T01:45:00@15:15")]
    [InlineData("Australia/Lord_Howe", "*/15 * * * *", "2026-04-04T14:20", "2026-04-05T01:30:00@14:30 2026-04-05T01:45:00@14:45 2026-04-05T01:30:00/2@15:00 2026-04-05T01:45:00/2@15:15 2026-04-05T02:00:00@15:30")]
    [InlineData("Asia/Beirut", "0 0 * * *", "2026-03-28T12:00", "2026-03-29T00:00:00@22:00 2026-03-30T00:00:00@21:00")]
    [InlineData("Asia/Beirut", "30 23 * * *", "2026-10-24T12:00", "2026-10-24T23:30:00@20:30 2026-10-25T23:30:00@21:30")]
    [InlineData("Asia/Beirut", "0 * * * *", "2026-10-24T19:30", "2026-10-24T23:00:00@20:00 2026-10-24T23:00:00/2@21:00 2026-10-25T00:00:00@22:00")]
    [InlineData("Europe/Dublin", "30 1 * * *", "2026-03-28T12:00", "2026-03-29T01:30:00@01:00 2026-03-30T01:30:00@00:30")]
    [InlineData("Europe/Dublin", "30 1 * * *", "2026-10-24T12:00", "2026-10-25T01:30:00@00:30 2026-10-26T01:30:00@01:30")]
    [InlineData("Europe/Dublin", "*/30 * * * *", "2026-03-29T00:20", "2026-03-29T00:30:00@00:30 2026-03-29T02:00:00@01:00 2026-03-29T02:30:00@01:30")]
    [InlineData("Europe/Dublin", "*/30 * * * *", "2026-10-24T23:50", "2026-10-25T01:00:00@00:00 2026-10-25T01:30:00@00:30 2026-10-25T01:00:00/2@01:00 2026-10-25T01:30:00/2@01:30 2026-10-25T02:00:00@02:00")]
    [InlineData("Africa/Casablanca", "30 2 * * *", "2026-03-21T12:00", "2026-03-22T02:30:00@02:00 2026-03-23T02:30:00@01:30")]
    [InlineData("Africa/Casablanca", "30 2 * * *", "2026-02-14T12:00", "2026-02-15T02:30:00@01:30 2026-02-16T02:30:00@02:30")]
    public void A_time_that_is_skipped_comes_at_the_next_valid_minute_and_one_that_comes_twice_comes_once(string zone, string cron, string from, string times)
    {
        var table = Timetable.TryCreate(cron, zone, out _)!;
        var next = DateTimeOffset.Parse(from + "Z", CultureInfo.InvariantCulture);
        foreach (var expected in times.Split(' '))
        {
            var occurrence = table.Next(next)!;
            Assert.Equal(expected, $"{occurrence.Key}@{occurrence.At.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)}");

            // Who knows only its name finds the same moment.
            Assert.Equal(occurrence.At, table.MomentOf(occurrence));
            next = occurrence.At;
        }
    }

    [Theory]
    [InlineData("30 1-3 * * *")]
    [InlineData("30 2 * * *")]
    [InlineData("*/20 * * * *")]
    [InlineData("15,45 1,2 * * *")]
    public void Backwards_the_same_occurrences_are_found_as_forwards(string cron)
    {
        foreach (var start in new DateTimeOffset[] { new(2026, 3, 28, 12, 0, 0, TimeSpan.Zero), new(2026, 10, 24, 12, 0, 0, TimeSpan.Zero) })
        {
            var table = Timetable.TryCreate(cron, "Europe/Paris", out _)!;
            List<string> forwards = [], backwards = [];
            for (var next = table.Next(start); next!.At < start.AddDays(2); next = table.Next(next.At))
                forwards.Add(next.Key);
            for (var last = table.Last(start.AddDays(2).AddTicks(-1)); last!.At > start; last = table.Before(last))
                backwards.Insert(0, last.Key);
            Assert.Equal(forwards, backwards);
        }
    }

    [Fact]
    public void Machines_that_know_of_no_clock_change_mean_the_same_occurrences()
    {
        var summer = Timetable.TryCreate("30 2 * * *", "Europe/Paris", out _)!;
        var winter = Timetable.TryCreate("30 2 * * *", "Etc/GMT-1", out _)!;
        var start = new DateTimeOffset(2026, 3, 20, 0, 0, 0, TimeSpan.Zero);
        var (one, other) = (summer.Next(start), winter.Next(start));
        for (var day = 0; day < 30; day++)
        {
            Assert.Equal(one!.Key, other!.Key);

            // Each goes on after what the other has decided.
            (one, other) = (summer.Next(start, other), winter.Next(start, one));
        }
    }
}

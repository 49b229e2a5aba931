using TypedTasks.Cli.Schedules;

namespace TypedTasks.Cli.Tests;

/// <summary>What <c>typedtasks schedules preview</c> prints.</summary>
public sealed class SchedulesCommandTests
{
    [Theory]
    [InlineData("30 2 * * *", "Europe/Paris", "2026-03-28T12:00Z", 2,
        "Sun 2026-03-29 03:00:00 +02:00  2026-03-29 01:00:00Z  clocks are put forward: there is no 02:30, it comes at 03:00\nMon 2026-03-30 02:30:00 +02:00  2026-03-30 00:30:00Z\n")]
    [InlineData("30 2 * * *", "Europe/Paris", "2026-10-24T12:00Z", 1, "Sun 2026-10-25 02:30:00 +02:00  2026-10-25 00:30:00Z  clocks are put back: this time comes twice\n")]
    [InlineData("30 * * * *", "Europe/Paris", "2026-10-25T01:00Z", 1, "Sun 2026-10-25 02:30:00 +01:00  2026-10-25 01:30:00Z  clocks are put back: this time comes a second time\n")]
    [InlineData("0 3 * * 1-5", "UTC", "2026-01-02", 2, "Fri 2026-01-02 03:00:00 +00:00  2026-01-02 03:00:00Z\nMon 2026-01-05 03:00:00 +00:00  2026-01-05 03:00:00Z\n")]
    public void The_next_times_are_printed_with_what_clock_changes_do(string cron, string zone, string from, int count, string expected)
    {
        using var output = new StringWriter { NewLine = "\n" };
        Assert.Equal(0, SchedulesCommand.Preview(cron, zone, from, count, output, TextWriter.Null));
        Assert.Equal(expected, output.ToString());
    }

    [Theory]
    [InlineData("0 3 31 2 *", "UTC", null, 1, "'0 3 31 2 *' never comes: no year has such a day.\n")]
    [InlineData("0 3 * * *", "Europe/Pariss", null, 1, "The time zone 'Europe/Pariss' is not known here: use an IANA name such as Europe/Paris, and install the time-zone data of the system (package tzdata).\n")]
    [InlineData("0 3 * * *", "UTC", "tomorrow", 1, "--from is 'tomorrow': write a time such as 2026-03-28 or 2026-03-28T12:00Z.\n")]
    [InlineData("0 3 * * *", "UTC", null, 0, "--count is 0: it must be from 1 to 1000.\n")]
    public void What_cannot_be_is_said(string cron, string zone, string? from, int count, string expected)
    {
        using var error = new StringWriter { NewLine = "\n" };
        Assert.Equal(1, SchedulesCommand.Preview(cron, zone, from, count, TextWriter.Null, error));
        Assert.Equal(expected, error.ToString());
    }
}

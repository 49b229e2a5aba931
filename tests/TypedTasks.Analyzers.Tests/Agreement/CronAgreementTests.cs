using Cronos;
using TypedTasks.Analyzers.Schedules;

namespace TypedTasks.Analyzers.Tests.Agreement;

/// <summary>The rule refuses what the reader of the runtime refuses or never comes to, and nothing else: each field with each of these, and the fields for days with each pair.</summary>
public class CronAgreementTests
{
    private static readonly string[] Parts =
    [
        "*", "?", "0", "00", "1", "7", "8", "12", "13", "23", "24", "29", "30", "31", "32", "59", "60", "007", "+5", "-1", "1.5", "a", "H", "R", "~", "１",
        "1,2", "1,", ",1", "1,*", "*,1", "?,1", "*/5,1", "22-2", "5-1", "1-", "1-2-3", "*-5", "**", "*/1", "*/5", "*/24", "*/31", "*/59", "*/60", "*/0", "*/+1", "5/5", "1/60", "1-5/2", "5-1/2", "?/2", "/5", "1/2/3", "L/2",
        "L", "l", "LL", "W", "LW", "L-0", "L-1", "L-28", "L-29", "L-30", "L-31", "L-a", "L-1W", "L-30W", "0W", "1W", "15w", "29W", "31W", "32W", "1W,2", "L,1", "1,L",
        "MON", "sun-sat", "FRI-MON/2", "sat-sun", "jan", "FEB", "nov-feb", "JAN-3", "0L", "5L", "7L", "8L", "MONL", "5#0", "1#1", "5#3", "FRI#2", "7#5", "5#6", "5L,1", "1,5#2",
    ];

    [Fact]
    public void TheRuleAndTheRuntimeReadTheSame()
    {
        List<string> different = [];
        foreach (var cron in Expressions())
        {
            if (CronText.Read(cron, out var problem) is null != !Comes(cron))
                different.Add($"{cron}: {problem ?? "accepted"}");
        }

        Assert.Empty(different);
    }

    private static IEnumerable<string> Expressions()
    {
        for (var count = 5; count <= 6; count++)
        {
            for (var i = 0; i < count; i++)
            {
                foreach (var part in Parts)
                    yield return string.Join(' ', Enumerable.Range(0, count).Select(f => f == i ? part : "*"));
            }
        }

        foreach (var day in Parts)
        {
            foreach (var weekday in Parts)
            {
                foreach (var month in (string[])["*", "2", "4,6"])
                    yield return $"0 3 {day} {month} {weekday}";
            }
        }
    }

    private static bool Comes(string cron)
    {
        try
        {
            return CronExpression.Parse(cron, cron.Split(' ').Length == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard).GetNextOccurrence(new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc)) is not null;
        }
        catch (Exception e) when (e is CronFormatException or MissingSeedException)
        {
            return false;
        }
    }
}

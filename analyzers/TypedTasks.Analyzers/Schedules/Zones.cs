namespace TypedTasks.Analyzers.Schedules;

/// <summary>The time zones that are known, by name.</summary>
internal static class Zones
{
    private static readonly Lazy<Dictionary<string, IReadOnlyList<(int From, int To)>>> Gaps = new(Read);

    public static bool Has(string zone) => Gaps.Value.ContainsKey(zone);

    /// <summary>Whether clock changes of a zone skip a local time.</summary>
    public static bool Skips(string zone, int hour, int minute) =>
        Gaps.Value.TryGetValue(zone, out var gaps) && gaps.Any(g => g.From <= (hour * 60) + minute && (hour * 60) + minute < g.To);

    /// <summary>The known name that is most like another one, or null.</summary>
    public static string? Like(string zone) => Gaps.Value.Keys
        .Select(n => (Name: n, Distance: Distance(n.ToUpperInvariant(), zone.Trim().Replace(' ', '_').ToUpperInvariant())))
        .Where(n => n.Distance <= Math.Min(3, zone.Trim().Length / 3))
        .OrderBy(static n => n.Distance)
        .ThenBy(static n => n.Name, StringComparer.Ordinal)
        .Select(static n => n.Name)
        .FirstOrDefault();

    private static Dictionary<string, IReadOnlyList<(int From, int To)>> Read()
    {
        var zones = new Dictionary<string, IReadOnlyList<(int From, int To)>>(StringComparer.Ordinal);
        IReadOnlyList<(int From, int To)> gaps = [];
        foreach (var line in ZoneList.Text.Split('\n').Select(static l => l.Trim()))
        {
            if (line.EndsWith(":", StringComparison.Ordinal))
            {
                gaps = line == "-:" ? [] : [.. line.TrimEnd(':').Split(' ').Select(static g => (Minutes(g.Substring(0, 5)), Minutes(g.Substring(6)) is > 0 and var to ? to : 1440))];
                continue;
            }

            foreach (var name in line.Split([' '], StringSplitOptions.RemoveEmptyEntries))
                zones[name] = gaps;
        }

        return zones;
    }

    private static int Minutes(string time) => (((time[0] - '0') * 10) + (time[1] - '0')) * 60 + ((time[3] - '0') * 10) + (time[4] - '0');

    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (one[i - 1] == other[j - 1] ? 0 : 1));
                corner = above;
            }
        }

        return row[other.Length];
    }
}

namespace TypedTasks.Hosting.Shared;

/// <summary>Finds what was probably meant by a name that is not known.</summary>
internal static class Nearest
{
    /// <summary>A sentence about the name that is most like another, or about all of them where none is.</summary>
    /// <param name="name">The name that is not known.</param>
    /// <param name="known">Those that are.</param>
    public static string Advice(string name, IEnumerable<string> known)
    {
        string[] all = [.. known.Distinct().Order(StringComparer.Ordinal)];
        if (all.Length == 0)
            return "There are none.";
        var (distance, best) = all.Select(k => (Distance(name, k), k)).Min();
        return distance <= Math.Max(2, name.Length * 2 / 5) ? $"Did you mean '{best}'?" : $"There are: {string.Join(", ", all)}.";
    }

    // How many letters are to be changed, put in or left out.
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var changed = diagonal + (char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}

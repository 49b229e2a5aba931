using System.Globalization;

namespace TypedTasks.Conformance.Tests;

/// <summary>A run of a step that came to its end, as its task wrote it down.</summary>
public sealed record TracedRun(string Flow, string Task, string Step, int Attempt)
{
    public static TracedRun Read(string line)
    {
        var parts = line.Split(' ');
        return new(parts[0], parts[1], parts[2].Trim('\''), int.Parse(parts[3], CultureInfo.InvariantCulture));
    }
}

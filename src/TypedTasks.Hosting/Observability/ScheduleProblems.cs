using System.Collections.Concurrent;

namespace TypedTasks.Hosting.Observability;

/// <summary>What keeps schedules of this process from starting anything, by schedule, for the health check.</summary>
internal sealed class ScheduleProblems
{
    private readonly ConcurrentDictionary<string, string> problems = new(StringComparer.Ordinal);

    public IEnumerable<string> All => problems.ToArray().OrderBy(static p => p.Key, StringComparer.Ordinal).Select(static p => p.Value);

    /// <summary>Remembers a problem, and yields whether it is news.</summary>
    public bool Has(string schedule, string problem)
    {
        var isNews = !problems.TryGetValue(schedule, out var known) || known != problem;
        problems[schedule] = problem;
        return isNews;
    }

    public void HasNone(string schedule) => problems.TryRemove(schedule, out _);
}

using System.Collections.Concurrent;

namespace TypedTasks.Testing.Tests;

/// <summary>Which values fail, and how often still.</summary>
public sealed class Switch
{
    private readonly ConcurrentDictionary<int, int> failures = new();

    public void Fail(int value, int times = 1) => failures[value] = times;

    public bool Take(int value)
    {
        if (failures.GetValueOrDefault(value) == 0)
            return false;
        failures[value]--;
        return true;
    }
}

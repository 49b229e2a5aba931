namespace TypedTasks.Conformance.Tests;

/// <summary>It fills a disk of its own, which only an administrator may mount.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DiskFactAttribute : FactAttribute
{
    public DiskFactAttribute()
    {
        if (SmallDisk.Problem is { } problem)
            Skip = $"No disk can be mounted here: {problem}";
    }
}

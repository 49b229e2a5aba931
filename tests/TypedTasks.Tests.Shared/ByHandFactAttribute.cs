namespace TypedTasks.Tests.Shared;

/// <summary>A measurement: it asserts nothing about time, and runs when TYPEDTASKS_MEASURE=1 is set.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ByHandFactAttribute : FactAttribute
{
    public ByHandFactAttribute()
    {
        if (!Setting.Measures)
            Skip = "A measurement: set TYPEDTASKS_MEASURE=1 and run in Release.";
    }
}

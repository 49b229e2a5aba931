namespace TypedTasks.Conformance.Tests;

/// <summary>It sends signals to processes, which Windows does not have.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SignalFactAttribute : FactAttribute
{
    public SignalFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "Windows has no signals that hold or end a process.";
    }
}

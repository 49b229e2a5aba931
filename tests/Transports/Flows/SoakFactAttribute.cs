namespace TypedTasks.Transports.Tests.Flows;

/// <summary>A long run: it goes on for as many minutes as TYPEDTASKS_SOAK_MINUTES says.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SoakFactAttribute : FactAttribute
{
    public const string Variable = "TYPEDTASKS_SOAK_MINUTES";

    public SoakFactAttribute()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null)
            Skip = $"A long run: set {Variable} and run in Release.";
    }
}

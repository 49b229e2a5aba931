namespace TypedTasks.AspNetCore;

/// <summary>Who may use the API (<c>MapTypedTasksApi</c>). It is closed unless policies are named: without them it answers in the environment <c>Development</c>, to this machine alone.</summary>
public sealed class TypedTasksApiOptions
{
    /// <summary>The name that is meant for the policy of those who look.</summary>
    public const string Read = "TypedTasks.Read";

    /// <summary>The name that is meant for the policy of those who mend.</summary>
    public const string Operate = "TypedTasks.Operate";

    /// <summary>The authorization policy that who looks has to fulfil, such as <see cref="Read"/>; null, the default, for none: then routes that look are closed.</summary>
    public string? ReadPolicy { get; set; }

    /// <summary>The authorization policy that who changes something has to fulfil, such as <see cref="Operate"/>; null, the default, for none: then routes that change are closed.</summary>
    public string? OperatePolicy { get; set; }
}

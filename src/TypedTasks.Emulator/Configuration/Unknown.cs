namespace TypedTasks.Emulator.Configuration;

/// <summary>A value that nobody knows before a deployment, and why; whoever needs it says so.</summary>
internal sealed record Unknown(string Reason);

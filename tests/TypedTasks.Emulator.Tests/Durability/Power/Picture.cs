namespace TypedTasks.Emulator.Tests.Durability.Power;

/// <summary>The broker after one frame: what it held and the highest number used in each entity.</summary>
internal sealed record Picture(string Text, Dictionary<string, long> Highest);

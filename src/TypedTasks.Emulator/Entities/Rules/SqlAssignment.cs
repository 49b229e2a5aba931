namespace TypedTasks.Emulator.Entities.Rules;

/// <summary>One step of an action: set an application property, or remove it where there is no value.</summary>
internal sealed record SqlAssignment(string Property, SqlNode? Value);

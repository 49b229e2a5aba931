namespace TypedTasks.Emulator.Entities.Rules;

/// <summary>One step of an action: set a property, or remove it where there is no value.</summary>
internal sealed record SqlAssignment(SqlProperty Property, SqlNode? Value);

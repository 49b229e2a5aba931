namespace TypedTasks.Emulator;

/// <summary>What a rule lets through.</summary>
public abstract record RuleFilter;

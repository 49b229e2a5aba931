namespace TypedTasks.Docs.Tests.Harness;

/// <summary>What an option takes: the words that its documentation has for it, values that are refused and values that are not, next to each other where the range ends.</summary>
internal sealed record OptionRange(string Says, object?[] Refused, object?[] Taken);

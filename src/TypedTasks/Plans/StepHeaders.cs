using System.Collections.Immutable;
using TypedTasks.Serialization;

namespace TypedTasks.Plans;

/// <summary>Bounds what a step is told beside its arguments: it is repeated for every step of a plan.</summary>
internal static class StepHeaders
{
    private const int MaxCount = 32;
    private const int MaxName = 100;
    private const int MaxValue = 1024;

    public static void Check(string name, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(value);
        WholeText.Check(name);
        WholeText.Check(value);
        if (name.Length > MaxName)
            throw new ArgumentException($"The name of a header has {name.Length} characters; at most {MaxName} are allowed.", nameof(name));
        if (value.Length > MaxValue)
        {
            throw new ArgumentException(
                $"Header '{name}' has {value.Length} characters; at most {MaxValue} are allowed. Pass larger things as arguments.",
                nameof(value));
        }
    }

    public static ImmutableSortedDictionary<string, string> Add(
        ImmutableSortedDictionary<string, string>? headers, string name, string value)
    {
        var added = (headers ?? ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)).SetItem(name, value);
        return added.Count <= MaxCount
            ? added
            : throw new ArgumentException($"The signature has {MaxCount} headers already; '{name}' would be one more.", nameof(name));
    }
}

namespace TypedTasks.Emulator.Configuration.Arm;

/// <summary>Functions that yield true or false, or choose.</summary>
internal static class LogicFunctions
{
    public static readonly Dictionary<string, Func<IReadOnlyList<object?>, object?>> All = new()
    {
        ["true"] = static _ => true,
        ["false"] = static _ => false,
        ["null"] = static _ => null,
        ["and"] = static a => Enumerable.Range(0, a.Count).All(i => a.At<bool>(i)),
        ["or"] = static a => Enumerable.Range(0, a.Count).Any(i => a.At<bool>(i)),
        ["not"] = static a => !a.At<bool>(0),
        ["bool"] = static a => a[0] switch
        {
            bool flag => flag,
            long number => number != 0,
            string text => bool.Parse(text),
            _ => throw new FormatException("it is neither a text nor a number"),
        },
        ["equals"] = static a => Same(a[0], a[1]),
        ["less"] = static a => Compare(a) < 0,
        ["lessorequals"] = static a => Compare(a) <= 0,
        ["greater"] = static a => Compare(a) > 0,
        ["greaterorequals"] = static a => Compare(a) >= 0,
        ["coalesce"] = static a => a.FirstOrDefault(static value => value is not null),
    };

    public static bool Same(object? left, object? right) => (left, right) switch
    {
        (List<object?> a, List<object?> b) => a.Count == b.Count && a.Zip(b).All(static pair => Same(pair.First, pair.Second)),
        (Dictionary<string, object?> a, Dictionary<string, object?> b) =>
            a.Count == b.Count && a.All(member => b.TryGetValue(member.Key, out var other) && Same(member.Value, other)),
        _ => Equals(left, right),
    };

    private static int Compare(IReadOnlyList<object?> arguments) => arguments[0] is string text
        ? string.CompareOrdinal(text, arguments.At<string>(1))
        : arguments.At<long>(0).CompareTo(arguments.At<long>(1));
}

namespace TypedTasks.Analyzers.Contracts;

/// <summary>Whether what was written as one type can be read as another. Names do not travel; shapes do.</summary>
/// <param name="before">Finds a type as it was recorded.</param>
/// <param name="now">Finds a type as it is.</param>
internal sealed class TypeChange(Func<string, Contract?> before, Func<string, Contract?> now)
{
    private static readonly string[] Lists =
    [
        "System.Collections.Generic.IReadOnlyList", "System.Collections.Generic.IReadOnlyCollection", "System.Collections.Generic.IEnumerable",
        "System.Collections.Generic.List", "System.Collections.Generic.IList", "System.Collections.Generic.ICollection",
        "System.Collections.Immutable.ImmutableArray", "System.Collections.Immutable.ImmutableList", "[]",
    ];

    private static readonly string[] Maps =
    [
        "System.Collections.Generic.Dictionary", "System.Collections.Generic.IReadOnlyDictionary", "System.Collections.Generic.IDictionary",
        "System.Collections.Immutable.ImmutableDictionary", "System.Collections.Generic.SortedDictionary",
    ];

    private static readonly string[][] Widening =
    [
        ["sbyte", "short", "int", "long", "decimal"],
        ["byte", "ushort", "uint", "ulong", "decimal"],
        ["byte", "short", "int", "long", "decimal"],
        ["ushort", "int", "long"],
        ["uint", "long"],
        ["float", "double"],
        ["int", "double"],
    ];

    private readonly HashSet<(string, string)> open = [];

    public bool IsSafe(string old, string current)
    {
        // What changed inside a type of the same name is said where that type stands.
        if (old == current)
            return true;
        if (IsNullable(old) && !IsNullable(current))
            return false;
        (old, current) = (Plain(old), Plain(current));
        // A type that contains itself: what is being compared is taken to be safe.
        if (!open.Add((old, current)))
            return true;
        try
        {
            return IsSafeShape(old, current);
        }
        finally
        {
            open.Remove((old, current));
        }
    }

    private bool IsSafeShape(string old, string current)
    {
        if (before(old) is { } oldShape && now(current) is { } shape)
            return oldShape.Kind == shape.Kind && Problem(oldShape, shape) is null;
        if (old == current || Array.Exists(Widening, w => Array.IndexOf(w, old) is >= 0 and var i && Array.IndexOf(w, current) > i))
            return true;
        var (oldName, oldArguments) = Take(old);
        var (name, arguments) = Take(current);
        return oldArguments.Count > 0
            && oldArguments.Count == arguments.Count
            && (oldName == name || (Lists.Contains(oldName) && Lists.Contains(name)) || (Maps.Contains(oldName) && Maps.Contains(name)))
            && oldArguments.Zip(arguments, IsSafe).All(static safe => safe);
    }

    /// <summary>What of the old shape the new one cannot read, or null.</summary>
    public string? Problem(Contract old, Contract current)
    {
        foreach (var field in old.Fields)
        {
            if (current.Fields.FirstOrDefault(f => f.Name == field.Name) is not { } same)
            {
                if (current.Computed.Contains(field.Name))
                    continue;
                return old.Kind == Contract.Enum
                    ? $"its member '{field.Name}' is gone, and values in flight may hold it"
                    : $"its property '{field.Name}' is gone, so what messages and results in flight hold in it is lost";
            }

            if (old.Kind == Contract.Enum ? field.Type != same.Type : !IsSafe(field.Type, same.Type))
                return $"'{field.Name}' was {field.Type} and is {same.Type}, so what is in flight is read wrongly or not at all";
        }

        return current.Fields.FirstOrDefault(f => f.IsRequired && old.Fields.All(o => o.Name != f.Name)) is { } added
            ? $"its property '{added.Name}' is new and required, and what is in flight does not have it"
            : null;
    }

    private static bool IsNullable(string type) => type.EndsWith("?", StringComparison.Ordinal);

    private static string Plain(string type) => type.TrimEnd('?');

    private static (string Name, IReadOnlyList<string> Arguments) Take(string type)
    {
        if (type.EndsWith("[]", StringComparison.Ordinal))
            return ("[]", [type.Substring(0, type.Length - 2)]);
        if (type.StartsWith("(", StringComparison.Ordinal))
            return ("()", [.. ContractText.Split(type.Substring(1, type.Length - 2), ',').Select(static e => ContractText.Split(e, ' ')[0])]);
        var open = type.IndexOf('<');
        return open < 0 ? (type, []) : (type.Substring(0, open), ContractText.Split(type.Substring(open + 1, type.Length - open - 2), ','));
    }
}

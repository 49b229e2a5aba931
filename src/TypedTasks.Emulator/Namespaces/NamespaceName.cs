namespace TypedTasks.Emulator.Namespaces;

/// <summary>Which key names can open a namespace.</summary>
internal static class NamespaceName
{
    private const int Longest = 128;

    /// <summary>A name that nobody has.</summary>
    public static string New() => $"ns-{Guid.NewGuid():N}";

    /// <summary>What somebody with the key hears who comes under a name that opens nothing.</summary>
    public static string Unknown(string name) => Objection(name) ?? $"The key name '{name}' opens no namespace.";

    /// <summary>Says what is wrong with a name; null if nothing is.</summary>
    public static string? Objection(string name) =>
        name.Length is 0 or > Longest ? $"The name of a namespace has 1 to {Longest} characters."
        : name.Any(static c => char.IsControl(c) || c is ';' or '=') || name.Trim().Length != name.Length
            ? "The name of a namespace is the name of a key in a connection string: without semicolons, equals signs and control characters, and without spaces at its ends."
            : null;
}

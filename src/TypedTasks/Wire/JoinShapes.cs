using TypedTasks.Storage;

namespace TypedTasks.Wire;

/// <summary>How the members of a join are read, as docs/wire.md names it.</summary>
internal static class JoinShapes
{
    public static string Name(ValueKind kind) => kind switch
    {
        ValueKind.Joined => "list",
        ValueKind.JoinedOutcomes => "outcomes",
        ValueKind.JoinedOutcome => "outcome",
        ValueKind.JoinedValue => "value",
        ValueKind.JoinedChunks => "chunks",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), $"{kind} is not read from a join."),
    };

    public static ValueKind Kind(string name) => name switch
    {
        "list" => ValueKind.Joined,
        "outcomes" => ValueKind.JoinedOutcomes,
        "outcome" => ValueKind.JoinedOutcome,
        "value" => ValueKind.JoinedValue,
        "chunks" => ValueKind.JoinedChunks,
        _ => throw new FormatException($"'{name}' is not a shape of a join"),
    };
}

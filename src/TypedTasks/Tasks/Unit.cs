using System.Text.Json.Serialization;

namespace TypedTasks;

/// <summary>The result of a task that returns nothing.</summary>
[JsonConverter(typeof(UnitConverter))]
public readonly record struct Unit
{
    /// <summary>The only value.</summary>
    public static Unit Value => default;

    /// <inheritdoc/>
    public override string ToString() => "()";
}

using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Models;

/// <summary>A parameter of a task method or of its class's constructor.</summary>
/// <param name="Name">The name, as it stands on the wire.</param>
/// <param name="Property">The property of the signature classes.</param>
/// <param name="Type">The type as C#, with nullable annotations.</param>
/// <param name="Kind">Where the argument comes from.</param>
/// <param name="Default">The default value as C#, or null.</param>
/// <param name="Attributes">Attributes as C# that the compiler fills an argument by, each followed by a space.</param>
/// <param name="Names">The parameter that such an attribute names, or null.</param>
/// <param name="IsWritable">Whether C# can write the default.</param>
/// <param name="ServiceKey">The key of a keyed service as C#, or null.</param>
internal sealed record TaskParameter(
    string Name,
    string Property,
    string Type,
    ParameterKind Kind,
    string? Default,
    string Attributes,
    string? Names,
    bool IsWritable,
    string? ServiceKey)
{
    /// <summary>Whether views leave its argument out.</summary>
    public bool IsSensitive { get; init; }

    public bool IsData => Kind.IsData();

    public bool IsService => Kind.IsService();

    public bool IsNullable => Type.EndsWith("?", StringComparison.Ordinal);

    public string Identifier => CSharpText.Identifier(Name);
}

using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Serialization;

/// <summary>A resolver of generated code that also knows the roots of types in the signatures of tasks.</summary>
public interface IJsonRoots : IJsonTypeInfoResolver
{
    /// <summary>The types that are written under another one, and those others.</summary>
    IReadOnlyList<JsonRoot> Roots { get; }
}

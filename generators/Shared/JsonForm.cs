namespace TypedTasks.Generators.Shared;

/// <summary>Who knows how a type is written as JSON, where the serializer may not reflect.</summary>
internal enum JsonForm
{
    /// <summary>The runtime.</summary>
    BuiltIn,

    // Generated code.
    Array,
    Enum,
    Nullable,
    Tuple,
    Outcome,
    Collection,
    Leaf,

    /// <summary>A context of the user's, which has to name it.</summary>
    Own,
}

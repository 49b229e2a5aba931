namespace TypedTasks.Plans;

/// <summary>How a node is put together in a text.</summary>
internal enum NodeForm
{
    /// <summary>Its word alone.</summary>
    Leaf,

    /// <summary>Its children one after another.</summary>
    Sequence,

    /// <summary>Its word, and its children in parentheses.</summary>
    Members,

    /// <summary>Its first child, its word, and the others in parentheses.</summary>
    Suffix,
}

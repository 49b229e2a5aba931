namespace TypedTasks.Plans.Diagrams;

internal enum DiagramKind
{
    /// <summary>A run of a task; the text is its name.</summary>
    Step,

    /// <summary>A wait for an event; the text is its name.</summary>
    Wait,

    /// <summary>What is known by a text alone.</summary>
    Opaque,

    /// <summary>Hands on what arrives.</summary>
    Pass,

    /// <summary>The parts one after another.</summary>
    Sequence,

    /// <summary>The parts beside each other.</summary>
    Parallel,

    /// <summary>A frame around the one part; the text is its title.</summary>
    Frame,

    /// <summary>The one part yields how it ended.</summary>
    Settled,

    /// <summary>Beside the first part, from which it is reached by a broken line with the text on it, the second.</summary>
    Branch,

    /// <summary>As <see cref="Branch"/>, and what follows follows from both.</summary>
    Handler,
}

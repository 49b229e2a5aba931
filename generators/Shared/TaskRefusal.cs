namespace TypedTasks.Generators.Shared;

/// <summary>Why nothing is generated for a method marked <c>[Task]</c>, or for any of its class. Each has a rule that says so.</summary>
internal enum TaskRefusal
{
    None,

    /// <summary>The class, or one around it, cannot be added to (TT0001).</summary>
    NotPartial,

    /// <summary>The class, or one around it, or the method is generic (TT0007).</summary>
    Generic,

    /// <summary>Generated code cannot name the class, one around it, or the method (TT0006).</summary>
    Hidden,

    /// <summary>The type is of a kind that holds no tasks (TT0009).</summary>
    Kind,

    /// <summary>The name of the generated class is taken (TT0011).</summary>
    NameTaken,

    /// <summary>It is no ordinary method with a body (TT0008).</summary>
    NotAMethod,

    /// <summary>It is one of several of its name and has no name of its own (TT0002).</summary>
    Unnamed,

    /// <summary>A parameter cannot be handed over (TT0003).</summary>
    Parameter,

    /// <summary>The result cannot be handed over (TT0012).</summary>
    Result,

    /// <summary>The worker cannot make an instance of the class (TT0010).</summary>
    Uncreatable,
}

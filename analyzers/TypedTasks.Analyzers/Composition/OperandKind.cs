namespace TypedTasks.Analyzers.Composition;

/// <summary>What may stand where a signature is wanted, and is none.</summary>
internal enum OperandKind
{
    /// <summary>A value that is there already.</summary>
    Value,

    /// <summary>A call of a task's own method, which runs it.</summary>
    Direct,

    /// <summary>A task's method that is named and not called.</summary>
    TaskMethod,

    /// <summary>A factory that is named and not called.</summary>
    Factory,

    /// <summary>Another method that is named and not called.</summary>
    Method,

    /// <summary>A <c>Task</c> of the framework.</summary>
    Running,

    /// <summary>Several signatures in a list of some kind.</summary>
    List,

    /// <summary>Several signatures in a tuple that a variable holds.</summary>
    Tuple,

    /// <summary>A function.</summary>
    Lambda,

    /// <summary>The handle of a flow.</summary>
    Handle,

    /// <summary>A signature without the type of its result.</summary>
    Untyped,

    /// <summary>Nothing.</summary>
    Null,
}

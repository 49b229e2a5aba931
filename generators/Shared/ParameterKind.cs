namespace TypedTasks.Generators.Shared;

/// <summary>Where the argument of a parameter comes from.</summary>
internal enum ParameterKind
{
    /// <summary>The signature or the step before; without it the call is partial.</summary>
    Required,

    /// <summary>The signature, or the declared default.</summary>
    Optional,

    /// <summary>The signature; a collection that may be spelled element by element.</summary>
    Params,

    CancellationToken,
    Context,
    Service,
    OptionalService,

    /// <summary>Nowhere: generated code cannot hand it over.</summary>
    Refused,
}

namespace TypedTasks.Generators.Shared;

/// <summary>Whether a factory is generated.</summary>
internal enum FactoryVerdict
{
    Generated,

    /// <summary>More is missing than one tuple carries.</summary>
    TooMuchMissing,

    /// <summary>It would equal a complete one, which a call then means.</summary>
    EqualsComplete,

    /// <summary>It would equal another partial one, and a call could not say which is meant.</summary>
    EqualsPartial,
}

namespace TypedTasks.Cli.Terminal;

/// <summary>What a color says. The text says it too: not everybody sees colors.</summary>
internal enum Tone
{
    /// <summary>Nothing.</summary>
    Plain,

    /// <summary>All is well.</summary>
    Good,

    /// <summary>Worth a look.</summary>
    Notable,

    /// <summary>Something is wrong.</summary>
    Bad,

    /// <summary>It matters less.</summary>
    Quiet,
}

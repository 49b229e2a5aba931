namespace TypedTasks.Cli.Terminal;

/// <summary>What commands end with.</summary>
internal static class ExitCodes
{
    /// <summary>It is done.</summary>
    public const int Done = 0;

    /// <summary>It was refused, or what it is about is not there.</summary>
    public const int Refused = 1;

    /// <summary>It was not called as it can be.</summary>
    public const int Usage = 2;

    /// <summary>The store or the broker cannot be reached.</summary>
    public const int NotReachable = 3;
}

namespace TypedTasks.Amqp.Tests;

/// <summary>What is wrong with a server.</summary>
public enum WrongKind
{
    /// <summary>Nothing listens.</summary>
    Down,

    /// <summary>It speaks HTTP.</summary>
    Http,

    /// <summary>It accepts and never answers.</summary>
    Silent,

    /// <summary>It answers with bytes that mean nothing.</summary>
    Garbage,

    /// <summary>It accepts and closes.</summary>
    Closing,
}

using TypedTasks.Transport;

namespace TypedTasks.Hosting.Client;

/// <summary>What is to be done with a dead letter.</summary>
/// <param name="Skip">Why it does not run again; null where it does, or where nobody asked for it.</param>
/// <param name="Stays">Whether it stays where it is.</param>
internal sealed record LetterVerdict(ReplaySkip? Skip, bool Stays)
{
    /// <summary>It is not asked for.</summary>
    public static readonly LetterVerdict NotMeant = new(null, Stays: true);

    /// <summary>What is sent in its place.</summary>
    public IReadOnlyList<TaskMessage> Messages { get; init; } = [];

    /// <summary>Whether the store owes the message until it is sent.</summary>
    public bool IsOwed { get; init; }

    public static LetterVerdict Stay(ReplaySkip reason) => new(reason, Stays: true);

    public static LetterVerdict Remove(ReplaySkip reason) => new(reason, Stays: false);

    public static LetterVerdict Replay(params TaskMessage[] messages) => new(null, Stays: false) { Messages = messages };
}

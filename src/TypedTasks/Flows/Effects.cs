using TypedTasks.Contracts;

namespace TypedTasks.Flows;

/// <summary>What an event asks for. The order is fixed: store first, then broker and settlement together (design, H1).</summary>
internal sealed class Effects
{
    /// <summary>Messages to send in the transaction that completes the one that was received.</summary>
    public List<TaskMessage> Sends { get; } = [];

    /// <summary>Members of joins to record; what is recorded may ask for more.</summary>
    public List<MemberRecord> Members { get; } = [];

    /// <summary>The end of the flow, or null.</summary>
    public FinishFlow? Finish { get; set; }

    /// <summary>Members whose joins failed because all of theirs did: what they failed with is read first, then it climbs.</summary>
    public List<MemberRecord> AllFailed { get; } = [];

    /// <summary>The flow whose last compensation has ended, or null.</summary>
    public Flow? CompensationsEnded { get; set; }

    /// <summary>Whether the message was replaced by one that waits for its turn.</summary>
    public bool IsDeferred { get; init; }

    /// <summary>The attempt that gives its permits back, and by which delivery of which message, or null.</summary>
    public ReleasedAttempt? Released { get; set; }

    /// <summary>The step of a flow with compensations that no longer runs, or null.</summary>
    public EndedStep? Ended { get; set; }

    /// <summary>Message ids that were owed and are sent by this hand-off.</summary>
    public List<string> Settled { get; } = [];

    /// <summary>The bytes of all bodies to send.</summary>
    public int Bytes { get; private set; }

    /// <summary>Whether nothing is asked for.</summary>
    public bool IsEmpty => Sends.Count == 0 && Members.Count == 0 && Finish is null && CompensationsEnded is null;

    public void Send(TaskMessage message)
    {
        Sends.Add(message);
        Bytes += message.Body.Length;
    }

    public Mark TakeMark() => new(Sends.Count, Members.Count, Bytes);

    public void Reset(Mark mark)
    {
        Sends.RemoveRange(mark.Sends, Sends.Count - mark.Sends);
        Members.RemoveRange(mark.Members, Members.Count - mark.Members);
        Bytes = mark.Bytes;
    }

    internal readonly record struct Mark(int Sends, int Members, int Bytes);
}

using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Engine;

/// <summary>
/// What an event asks for. The order is fixed: store first, then broker and settlement together (design, H1). Most ask for little:
/// no list is made before something is in it.
/// </summary>
internal sealed class Effects
{
    private List<TaskMessage>? sends;
    private List<MemberRecord>? members;
    private List<MemberRecord>? allFailed;
    private List<string>? settled;

    /// <summary>Messages to send in the transaction that completes the one that was received.</summary>
    public IReadOnlyList<TaskMessage> Sends => sends ?? (IReadOnlyList<TaskMessage>)[];

    /// <summary>Members of joins to record; what is recorded may ask for more.</summary>
    public IReadOnlyList<MemberRecord> Members => members ?? (IReadOnlyList<MemberRecord>)[];

    /// <summary>The end of the flow, or null.</summary>
    public FinishFlow? Finish { get; set; }

    /// <summary>The flow whose last compensation has ended, or null.</summary>
    public Flow? CompensationsEnded { get; set; }

    /// <summary>Whether the message was replaced by one that waits for its turn.</summary>
    public bool IsDeferred { get; init; }

    /// <summary>The attempt that gives its permits back, and by which delivery of which message, or null.</summary>
    public ReleasedAttempt? Released { get; set; }

    /// <summary>The step of a flow with compensations that no longer runs, or null.</summary>
    public EndedStep? Ended { get; set; }

    /// <summary>Message ids that were owed and are sent by this hand-off.</summary>
    public IReadOnlyList<string> Settled => settled ?? (IReadOnlyList<string>)[];

    /// <summary>The bytes of all bodies to send.</summary>
    public int Bytes { get; private set; }

    /// <summary>Whether nothing is asked for.</summary>
    public bool IsEmpty => Sends.Count == 0 && Members.Count == 0 && Finish is null && CompensationsEnded is null;

    /// <summary>Whether the store has nothing to do with it.</summary>
    public bool RecordsNothing =>
        Members.Count == 0 && Settled.Count == 0 && Finish is null && CompensationsEnded is null && Released is null && Ended is null;

    public void Send(TaskMessage message)
    {
        (sends ??= []).Add(message);
        Bytes += message.Body.Length;
    }

    /// <summary>Sends what was owed, unless it is sent already.</summary>
    public void SendOwed(TaskMessage? owed)
    {
        if (owed is null || (sends is { } all && all.Exists(m => m.Id == owed.Id)))
            return;
        Send(owed);
        (settled ??= []).Add(owed.Id);
    }

    public void Record(MemberRecord member) => (members ??= []).Add(member);

    public void RecordAllFailed(MemberRecord member) => (allFailed ??= []).Add(member);

    /// <summary>The members to record, which are then no longer asked for.</summary>
    public IReadOnlyList<MemberRecord> TakeMembers() => Take(ref members);

    /// <summary>
    /// The members whose joins failed because all of theirs did, which are then no longer asked for: what they failed with is read first, then
    /// it climbs.
    /// </summary>
    public IReadOnlyList<MemberRecord> TakeAllFailed() => Take(ref allFailed);

    public Mark TakeMark() => new(Sends.Count, Members.Count, Bytes);

    public void Reset(Mark mark)
    {
        sends?.RemoveRange(mark.Sends, sends.Count - mark.Sends);
        members?.RemoveRange(mark.Members, members.Count - mark.Members);
        Bytes = mark.Bytes;
    }

    private static List<MemberRecord> Take(ref List<MemberRecord>? list)
    {
        var taken = list ?? [];
        list = null;
        return taken;
    }

    internal readonly record struct Mark(int Sends, int Members, int Bytes);
}

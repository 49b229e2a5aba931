using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Engine;

/// <summary>
/// What an event asks for; nobody adds to it afterwards. The order is fixed: store first, then broker and settlement together
/// (design, H1). Most ask for little: no list is made before something is in it.
/// </summary>
internal sealed class Effects
{
    public static readonly Effects None = new();

    private Effects()
    {
    }

    /// <summary>Messages to send in the transaction that completes the one that was received.</summary>
    public IReadOnlyList<TaskMessage> Sends { get; private set; } = [];

    /// <summary>Messages that the store owes: whoever sees them sends them too.</summary>
    public IReadOnlyList<TaskMessage> Owed { get; private set; } = [];

    /// <summary>Members of joins to record; what is recorded may ask for more.</summary>
    public IReadOnlyList<MemberRecord> Members { get; private set; } = [];

    /// <summary>Members whose joins failed because all of theirs did: what they failed with is read first, then it climbs.</summary>
    public IReadOnlyList<MemberRecord> AllFailed { get; private set; } = [];

    /// <summary>The end of the flow, or null.</summary>
    public FinishFlow? Finish { get; private set; }

    /// <summary>The flow whose last compensation has ended, or null.</summary>
    public Flow? CompensationsEnded { get; private set; }

    /// <summary>Whether there is something to record, which may ask for more.</summary>
    public bool Records => Members.Count > 0 || Finish is not null;

    /// <summary>Whether nothing is asked for.</summary>
    public bool IsEmpty => Sends.Count == 0 && !Records && CompensationsEnded is null;

    /// <summary>One message to send, and nothing else.</summary>
    public static Effects Send(TaskMessage message) => new() { Sends = [message] };

    /// <summary>The compensations of a flow have ended, and nothing else.</summary>
    public static Effects Compensated(Flow flow) => new() { CompensationsEnded = flow };

    /// <summary>What both ask for.</summary>
    public Effects And(Effects other) => new()
    {
        Sends = [.. Sends, .. other.Sends],
        Owed = [.. Owed, .. other.Owed],
        Members = [.. Members, .. other.Members],
        AllFailed = [.. AllFailed, .. other.AllFailed],
        Finish = Finish ?? other.Finish,
        CompensationsEnded = CompensationsEnded ?? other.CompensationsEnded,
    };

    /// <summary>What an event asks for, while the engine works it out.</summary>
    internal sealed class Draft
    {
        private List<TaskMessage>? sends;
        private List<TaskMessage>? owed;
        private List<MemberRecord>? members;
        private List<MemberRecord>? allFailed;

        public FinishFlow? Finish { get; set; }

        public Flow? CompensationsEnded { get; set; }

        private int SendCount => sends?.Count ?? 0;

        private int MemberCount => members?.Count ?? 0;

        private int Bytes { get; set; }

        public void Send(TaskMessage message)
        {
            (sends ??= []).Add(message);
            Bytes += message.Body.Length;
        }

        public void SendOwed(TaskMessage message) => (owed ??= []).Add(message);

        public void Record(MemberRecord member) => (members ??= []).Add(member);

        public void RecordAllFailed(MemberRecord member) => (allFailed ??= []).Add(member);

        public Effects Close() => new()
        {
            Sends = sends ?? (IReadOnlyList<TaskMessage>)[],
            Owed = owed ?? (IReadOnlyList<TaskMessage>)[],
            Members = members ?? (IReadOnlyList<MemberRecord>)[],
            AllFailed = allFailed ?? (IReadOnlyList<MemberRecord>)[],
            Finish = Finish,
            CompensationsEnded = CompensationsEnded,
        };

        public Mark TakeMark() => new(SendCount, MemberCount, Bytes);

        /// <summary>Whether members are asked to be recorded since.</summary>
        public bool RecordsSince(Mark mark) => MemberCount > mark.Members;

        /// <summary>Whether so much as was added since fits into one transaction.</summary>
        public bool Fits(Mark since) => SendCount - since.Sends <= FanOut.MaxSends && Bytes - since.Bytes <= FanOut.MaxBytes;

        public void Reset(Mark mark)
        {
            sends?.RemoveRange(mark.Sends, sends.Count - mark.Sends);
            members?.RemoveRange(mark.Members, members.Count - mark.Members);
            Bytes = mark.Bytes;
        }

        internal readonly record struct Mark(int Sends, int Members, int Bytes);
    }
}

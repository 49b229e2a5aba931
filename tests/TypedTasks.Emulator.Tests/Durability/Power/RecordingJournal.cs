using TypedTasks.Emulator.Durability;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Tests.Durability.Power;

/// <summary>Takes a picture of the broker with each frame that its journal gets.</summary>
internal sealed class RecordingJournal(Journal journal, History history) : IJournal
{
    private long position;

    public bool HasFailed => journal.HasFailed;

    public EntityDirectory? Directory { get; set; }

    public void Put(MessageQueue queue, BrokerMessage message)
    {
        history.Used(queue.Path, message.SequenceNumber);
        journal.Put(queue, message);
    }

    public void Update(MessageQueue queue, BrokerMessage message) => journal.Update(queue, message);

    public void Delete(MessageQueue queue, long sequenceNumber) => journal.Delete(queue, sequenceNumber);

    public void Remember(MessageQueue queue, ReadOnlySpan<byte> messageId, long seenAt) => journal.Remember(queue, messageId, seenAt);

    public void SetSessionState(MessageQueue queue, string sessionId, byte[]? state) => journal.SetSessionState(queue, sessionId, state);

    public void Define(string path, string description) => journal.Define(path, description);

    public void Undefine(string path, bool isDeclared)
    {
        history.Forget(path);
        journal.Undefine(path, isDeclared);
    }

    public void Restore(MessageQueue queue) => journal.Restore(queue);

    public bool Holds(string path) => journal.Holds(path);

    public IEnumerable<string> TransfersFrom(string path) => journal.TransfersFrom(path);

    public long Seal()
    {
        var position = journal.Seal();
        if (Directory is not null)
            history.Add(BrokerPicture.Of(Directory), isFrame: position != this.position);
        this.position = position;
        return position;
    }

    public void EnsureWritten(long position) => journal.EnsureWritten(position);
}

namespace TypedTasks.Emulator.Entities;

/// <summary>Where entities write what must outlive the process.</summary>
internal interface IJournal
{
    /// <summary>A write failed, and nothing is acknowledged any more.</summary>
    bool HasFailed { get; }

    /// <summary>The message is in the entity as it is now; said again, it replaces what was said before.</summary>
    void Put(MessageQueue queue, BrokerMessage message);

    /// <summary>Delivery count or deferral changed, the content did not.</summary>
    void Update(MessageQueue queue, BrokerMessage message);

    void Delete(MessageQueue queue, long sequenceNumber);

    /// <summary>A message id was seen, though its message is not kept here.</summary>
    void Remember(MessageQueue queue, ReadOnlySpan<byte> messageId, long seenAt);

    void SetSessionState(MessageQueue queue, string sessionId, byte[]? state);

    /// <summary>The entity of that path was made or changed, and is now as the text describes it.</summary>
    void Define(string path, string description);

    /// <summary>The entity is no more, with all it held; what the next start would make anew on its own stays away.</summary>
    void Undefine(string path, bool isDeclared);

    /// <summary>Gives an entity back what it held.</summary>
    void Restore(MessageQueue queue);

    /// <summary>Whether there is something to give back to the entity of that path.</summary>
    bool Holds(string path);

    /// <summary>Where messages were on their way to from an entity when the process ended.</summary>
    IEnumerable<string> TransfersFrom(string path);

    /// <summary>Called at the end of each stay in the lock: what was said since belongs together. Returns where it ends.</summary>
    long Seal();

    /// <summary>Called without the lock: returns when everything up to a position is written.</summary>
    void EnsureWritten(long position);
}

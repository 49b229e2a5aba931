namespace TypedTasks.Emulator.Entities;

/// <summary>Something that collected bytes while the broker's lock was held and sends them afterwards.</summary>
internal interface IOutput
{
    /// <summary>The next output of the same batch.</summary>
    IOutput? Next { get; set; }

    bool IsQueued { get; set; }

    /// <summary>Called under the lock: takes what was collected; false if there is nothing or a send is under way.</summary>
    bool TryTake();

    /// <summary>Called without the lock.</summary>
    void Send();

    /// <summary>Called without the lock, when what was taken must not be sent: the peer is cut off and learns nothing.</summary>
    void Abort();
}

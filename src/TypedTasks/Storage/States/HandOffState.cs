namespace TypedTasks.Storage;

/// <summary>Where a message stands that is owed or kept.</summary>
public enum HandOffState
{
    /// <summary>It was not handed off.</summary>
    None = 0,

    /// <summary>It was handed off. Its step may run once more until the broker has settled it.</summary>
    HandedOff = 1,

    /// <summary>It was handed off and settled. The mark of it stays with its flow, without a body: a copy of it may still run, or come.</summary>
    Settled = 2,
}

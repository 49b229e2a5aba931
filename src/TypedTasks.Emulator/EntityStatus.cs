namespace TypedTasks.Emulator;

/// <summary>What an entity lets its clients do.</summary>
public enum EntityStatus
{
    /// <summary>Sending and receiving.</summary>
    Active,

    /// <summary>Neither.</summary>
    Disabled,

    /// <summary>Receiving alone.</summary>
    SendDisabled,

    /// <summary>Sending alone.</summary>
    ReceiveDisabled,
}

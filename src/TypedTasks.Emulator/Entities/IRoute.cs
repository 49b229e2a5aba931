namespace TypedTasks.Emulator.Entities;

/// <summary>Where an entity's messages go on to when they become active, instead of waiting there.</summary>
internal interface IRoute
{
    /// <summary>Passes a message on; false if it has to stay.</summary>
    bool TryPass(BrokerMessage message);
}

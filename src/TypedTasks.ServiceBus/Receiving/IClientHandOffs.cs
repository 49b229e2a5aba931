namespace TypedTasks.ServiceBus.Receiving;

/// <summary>Sends what follows a delivery and completes it.</summary>
internal interface IClientHandOffs
{
    /// <summary>Begins with a delivery whose messages are set; false if it is over here.</summary>
    bool TryBegin(ClientDelivery handOff);

    /// <summary>Fails what waits here.</summary>
    void End();
}

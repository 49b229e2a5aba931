namespace TypedTasks.ServiceBus.Receiving;

/// <summary>How messages of a queue come in over one client.</summary>
internal interface IIncoming : IAsyncDisposable
{
    /// <summary>What keeps it from receiving; null while nothing does.</summary>
    string? Problem { get; }

    /// <summary>Opens it and sees whether the broker refuses.</summary>
    /// <exception cref="TransportException">The broker refused, or could not be reached.</exception>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>Begins to take messages.</summary>
    void Start();

    /// <summary>Sets how many messages may be unsettled here, 0 for none more.</summary>
    void Allow(int messages);

    /// <summary>Takes no more messages; settling goes on.</summary>
    void Stop();
}

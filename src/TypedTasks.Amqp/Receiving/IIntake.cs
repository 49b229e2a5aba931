using TypedTasks.Transport;

namespace TypedTasks.Amqp.Receiving;

/// <summary>How messages of a queue come in over one connection.</summary>
internal interface IIntake
{
    /// <summary>Whether the broker may send.</summary>
    bool HasCredit { get; }

    /// <exception cref="TransportException">The broker refused.</exception>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>Begins to take messages.</summary>
    void Start();

    /// <summary>A message left the queue of those that wait here.</summary>
    void Left();

    /// <summary>Asks for messages, up to an allowance.</summary>
    void Replenish(int allowance);

    /// <summary>Renews the locks of deliveries and returns how long each lasts now; null where the clocks do not allow to say.</summary>
    /// <exception cref="LockLostException">At least one of them is lost.</exception>
    Task<TimeSpan?[]> RenewAsync(List<AmqpDelivery> deliveries);

    /// <summary>Gives a message back unprocessed, without waiting for an answer.</summary>
    void GiveBack(AmqpDelivery delivery, global::Amqp.Message message);

    /// <summary>Takes no more messages until <see cref="Resume"/>; when it returns what was on its way has come, or the broker is silent.</summary>
    Task PauseAsync();

    /// <summary>Takes messages again.</summary>
    void Resume();

    /// <summary>Takes no more messages.</summary>
    void Stop();

    /// <summary>Gives back what is held, as far as the connection still allows to.</summary>
    Task EndAsync();
}

using TypedTasks.Transport;

namespace TypedTasks.ServiceBus.Receiving;

/// <summary>A delivery that is completed together with what is sent.</summary>
internal interface IHandOff
{
    /// <summary>What is to be sent.</summary>
    IReadOnlyList<TaskMessage> HandOffMessages { get; }

    /// <summary>Ends it without success.</summary>
    void Fail(TransportException exception);
}

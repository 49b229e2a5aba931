using System.Net.Sockets;
using System.Security.Authentication;
using Amqp;
using Amqp.Framing;

namespace TypedTasks.Amqp.Wire;

/// <summary>Turns what the broker or the network said into an exception that says what to do.</summary>
internal sealed class BrokerFailure(string endpoint, bool isEmulator)
{
    public TransportException Of(Error? error, string doing, string? queue = null)
    {
        if (error?.Description?.Contains("ConnectionsQuotaExceeded", StringComparison.Ordinal) == true)
            return TooManyConnections();
        var condition = (string?)error?.Condition;
        var text = condition switch
        {
            BrokerCondition.NotFound when queue is not null =>
                $"Queue '{queue}' does not exist at {endpoint}. Create it, or correct the queue name of the task.",
            BrokerCondition.Unauthorized when queue is not null =>
                $"{endpoint} refused the credentials for queue '{queue}'. Check the name and the key of the connection string, "
                + "and that its policy has the rights Listen and Send.",
            BrokerCondition.Unauthorized =>
                $"{endpoint} refused the credentials. Check the name and the key of the connection string.",
            BrokerCondition.EntityDisabled => $"Queue '{queue}' at {endpoint} is disabled. Set its status to Active.",
            null => $"{doing} at {endpoint} failed: the connection was closed.",
            _ => $"{doing} at {endpoint} failed: {Words(error!)} ({condition}).",
        };
        return new(text) { IsTransient = !BrokerCondition.IsPermanent(condition) };
    }

    /// <summary>Explains what ended with its link. Whatever the reason is, opening the link again shows whether it lasts.</summary>
    public TransportException OfLinkEnd(Error? error, string doing) => error is null
        ? Of(null, doing)
        : new($"{doing} at {endpoint} failed: the broker detached the link: {Words(error)} ({error.Condition}).");

    /// <summary>Explains why no connection could be made.</summary>
    public TransportException OfConnect(Exception exception) => exception switch
    {
        TransportException known => known,
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => new(
            $"Nothing listens at {endpoint}. {Start()}", exception),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => new(
            $"The host of {endpoint} is not known. Check the Endpoint of the connection string and the name server.", exception),
        OperationCanceledException or SocketException { SocketErrorCode: SocketError.ConnectionReset } => new(
            $"{endpoint} closed the connection while it was being opened. Is it a Service Bus endpoint that speaks AMQP?", exception),
        SocketException socket => new($"{endpoint} cannot be reached: {socket.Message.TrimEnd('.')}.", exception),
        AuthenticationException => new(
            $"The certificate of {endpoint} was refused: {exception.Message} "
            + "Check the host of the Endpoint, and that this machine trusts the authority that issued the certificate; "
            + "an emulator that speaks no TLS needs UseDevelopmentEmulator=true.", exception)
        {
            IsTransient = false,
        },
        TimeoutException => new(
            $"{endpoint} did not answer in time. Is it a Service Bus endpoint, and does a firewall let AMQP through?", exception),
        AmqpException amqp when IsOtherProtocol(amqp.Error.Condition) => new(
            $"What answers at {endpoint} does not speak AMQP 1.0. Check the host and the port of the connection string.", exception)
        {
            IsTransient = false,
        },
        AmqpException amqp => Of(amqp.Error, "Opening a connection"),
        _ => new($"The connection to {endpoint} could not be opened: {exception.Message}", exception),
    };

    private TransportException TooManyConnections() => new(
        $"{endpoint} takes no more connections. Every consumed queue needs one, and every process one more for sending"
        + (isEmulator
            ? "; the official emulator takes 10. Put tasks on fewer queues, run fewer workers, or use 'typedtasks emulator'."
            : ". Put tasks on fewer queues, or run fewer workers."))
    {
        IsTransient = false,
    };

    public TransportException OfTimeout(string doing) => new($"{doing} at {endpoint} got no answer in time.");

    // The broker speaks in whole sentences, and ours goes on.
    private static string Words(Error error) => (error.Description ?? "no description").TrimEnd('.');

    private static bool IsOtherProtocol(string condition) =>
        condition is BrokerCondition.NotImplemented or BrokerCondition.InvalidField;

    private string Start() => isEmulator
        ? "Start the emulator, or correct the port of the Endpoint in the connection string."
        : "Check the Endpoint of the connection string; an emulator also needs UseDevelopmentEmulator=true.";
}

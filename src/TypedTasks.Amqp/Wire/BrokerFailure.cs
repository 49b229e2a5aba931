using System.Net.Sockets;
using System.Security.Authentication;
using Amqp;
using Amqp.Framing;
using TypedTasks.ServiceBus.Wire;

namespace TypedTasks.Amqp.Wire;

/// <summary>Turns what the broker or the network said into an exception that says what to do.</summary>
internal sealed class BrokerFailure(string endpoint, bool isEmulator)
{
    public FailureTexts Texts { get; } = new(endpoint, isEmulator);

    public TransportException Of(Error? error, string doing, string? queue = null)
    {
        if (error?.Description?.Contains("ConnectionsQuotaExceeded", StringComparison.Ordinal) == true)
            return new(Texts.TooManyConnections()) { IsTransient = false };
        var condition = (string?)error?.Condition;
        var text = condition switch
        {
            BrokerCondition.NotFound when queue is not null => Texts.NoQueue(queue),
            BrokerCondition.Unauthorized => Texts.Unauthorized(queue),
            BrokerCondition.EntityDisabled => Texts.Disabled(queue),
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
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => new(Texts.NothingListens(), exception),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => new(Texts.UnknownHost(), exception),
        OperationCanceledException or SocketException { SocketErrorCode: SocketError.ConnectionReset } => new(
            $"{endpoint} closed the connection while it was being opened. Is it a Service Bus endpoint that speaks AMQP?", exception),
        SocketException socket => new($"{endpoint} cannot be reached: {socket.Message.TrimEnd('.')}.", exception),
        AuthenticationException => new(Texts.Certificate(exception.Message), exception) { IsTransient = false },
        TimeoutException => new(Texts.Silent(), exception),
        AmqpException amqp when IsOtherProtocol(amqp.Error.Condition) => new(
            $"What answers at {endpoint} does not speak AMQP 1.0. Check the host and the port of the connection string.", exception)
        {
            IsTransient = false,
        },
        AmqpException amqp => Of(amqp.Error, "Opening a connection"),
        _ => new($"The connection to {endpoint} could not be opened: {exception.Message}", exception),
    };

    public TransportException OfTimeout(string doing) => new(Texts.NoAnswer(doing));

    // The broker speaks in whole sentences, and ours goes on.
    private static string Words(Error error) => (error.Description ?? "no description").TrimEnd('.');

    private static bool IsOtherProtocol(string condition) =>
        condition is BrokerCondition.NotImplemented or BrokerCondition.InvalidField;
}

using System.Net.Sockets;
using System.Security.Authentication;
using Azure.Messaging.ServiceBus;
using TypedTasks.ServiceBus.Wire;

namespace TypedTasks.ServiceBus.Clients;

/// <summary>Turns what the client library throws into an exception that says what to do.</summary>
internal sealed class ClientFailure(string endpoint, bool isEmulator)
{
    public FailureTexts Texts { get; } = new(endpoint, isEmulator);

    public TransportException Of(Exception exception, string doing, string? queue = null) => exception switch
    {
        TransportException known => known,
        ServiceBusException { Reason: ServiceBusFailureReason.MessagingEntityNotFound } when queue is not null => Permanent(Texts.NoQueue(queue), exception),
        ServiceBusException { Reason: ServiceBusFailureReason.MessagingEntityDisabled } => Permanent(Texts.Disabled(queue), exception),
        ServiceBusException { Reason: ServiceBusFailureReason.MessageSizeExceeded } => new MessageTooLargeException(
            $"{doing} at {endpoint} failed: a message is larger than the queue takes. Pass large values by reference, or use EnqueueAsync: the store then keeps what is too large for a message.",
            exception),
        { } when exception.Message.Contains("ConnectionsQuotaExceeded", StringComparison.Ordinal) => Permanent(Texts.TooManyConnections(), exception),
        UnauthorizedAccessException => Permanent(Texts.Unauthorized(queue), exception),
        { } when Find<AuthenticationException>(exception) is { } certificate => Permanent(Texts.Certificate(certificate.Message), exception),
        { } when Find<SocketException>(exception) is { } socket => OfSocket(socket, exception),
        ServiceBusException { Reason: ServiceBusFailureReason.ServiceTimeout } or TimeoutException => new(Texts.NoAnswer(doing), exception),
        ObjectDisposedException => new($"{doing} at {endpoint} failed: the connection was closed.", exception),
        // amqp:not-allowed, com.microsoft:argument-error and amqp:not-implemented, as the library translates them.
        InvalidOperationException or ArgumentException or NotSupportedException => Permanent($"{doing} at {endpoint} failed: {Words(exception)}.", exception),
        { } => new($"{doing} at {endpoint} failed: {Words(exception)}.", exception),
        null => throw new ArgumentNullException(nameof(exception)),
    };

    /// <summary>Whether, as the answer to a settlement or a renewal, it says that the lock is gone.</summary>
    public static bool IsLockLost(Exception exception) => exception is ServiceBusException
    {
        Reason: ServiceBusFailureReason.MessageLockLost or ServiceBusFailureReason.SessionLockLost or ServiceBusFailureReason.MessageNotFound
            or ServiceBusFailureReason.MessagingEntityNotFound,
    };

    private TransportException OfSocket(SocketException socket, Exception exception) => socket.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => new(Texts.NothingListens(), exception),
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => new(Texts.UnknownHost(), exception),
        _ => new($"{endpoint} cannot be reached: {socket.Message.TrimEnd('.')}.", exception),
    };

    private static TransportException Permanent(string text, Exception exception) => new(text, exception) { IsTransient = false };

    // The broker speaks in whole sentences, and ours goes on; what follows the first line is of the library's own.
    private static string Words(Exception exception)
    {
        var text = exception.Message;
        var end = text.IndexOfAny(['\r', '\n']);
        return (end < 0 ? text : text[..end]).TrimEnd('.', ' ');
    }

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
                return found;
        }

        return null;
    }
}

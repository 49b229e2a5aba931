using Microsoft.Extensions.Logging;

namespace TypedTasks.Emulator.Amqp;

/// <summary>What the server says about itself. Never a token, key or message content.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "The emulator listens on {EndPoint}.")]
    public static partial void Listening(ILogger logger, System.Net.EndPoint? endPoint);

    [LoggerMessage(2, LogLevel.Debug, "A connection was closed: {Condition}: {Description}")]
    public static partial void ConnectionClosed(ILogger logger, string condition, string description);

    [LoggerMessage(3, LogLevel.Error, "A connection failed.")]
    public static partial void ConnectionFailed(ILogger logger, Exception exception);

    [LoggerMessage(4, LogLevel.Debug, "A link to {Path} was refused: {Condition}")]
    public static partial void LinkRefused(ILogger logger, string path, string condition);

    [LoggerMessage(5, LogLevel.Warning, "A token was refused: {Reason}")]
    public static partial void TokenRefused(ILogger logger, string reason);

    [LoggerMessage(7, LogLevel.Debug, "A connection did not get as far as its first byte: {Reason}")]
    public static partial void WireNotOpened(ILogger logger, string reason);

    [LoggerMessage(6, LogLevel.Error, "Accepting connections failed.")]
    public static partial void AcceptFailed(ILogger logger, Exception exception);
}

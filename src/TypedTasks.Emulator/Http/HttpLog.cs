using Microsoft.Extensions.Logging;

namespace TypedTasks.Emulator.Http;

/// <summary>What the HTTP port says about itself. Never a token or a key.</summary>
internal static partial class HttpLog
{
    [LoggerMessage(30, LogLevel.Information, "Health and management are served on {EndPoint}.")]
    public static partial void Listening(ILogger logger, System.Net.EndPoint? endPoint);

    [LoggerMessage(31, LogLevel.Debug, "An HTTP connection was lost: {Reason}")]
    public static partial void ConnectionLost(ILogger logger, string reason);
}

using Microsoft.Extensions.Logging;

namespace TypedTasks.Dashboard.Serving;

/// <summary>What the dashboard writes to the log.</summary>
internal static partial class DashboardLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A page of the dashboard could not be made.")]
    public static partial void Failed(ILogger logger, Exception exception);
}

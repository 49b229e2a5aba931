using System.Text;
using Microsoft.Extensions.Logging;

namespace TypedTasks.Hosting.Shared;

/// <summary>Failures after which something is tried again: a line each, and their stacks at Debug only.</summary>
internal static partial class OneLine
{
    private const int MostCauses = 4;

    /// <summary>What failed, in one line with its causes. The stack is written at Debug, before the line that tells it.</summary>
    public static string OneLineOf(this ILogger logger, Exception exception)
    {
        var text = Of(exception);
        if (logger.IsEnabled(LogLevel.Debug))
            LogStack(logger, text, ExceptionText.Loggable(exception));
        return text;
    }

    private static string Of(Exception exception)
    {
        var text = new StringBuilder();
        var cause = exception;
        for (var i = 0; cause is not null && i < MostCauses; i++)
        {
            if (i > 0)
                text.Append(", caused by ");
            text.Append(ExceptionText.TypeOf(cause)).Append(": ").Append(ExceptionText.MessageOf(cause));
            cause = cause.InnerException;
        }

        return text.Replace("\r\n", " ").Replace('\n', ' ').Replace('\r', ' ').ToString().TrimEnd('.', ' ');
    }

    [LoggerMessage(90, LogLevel.Debug, "The stack of {Failure}")]
    private static partial void LogStack(ILogger logger, string failure, Exception exception);
}

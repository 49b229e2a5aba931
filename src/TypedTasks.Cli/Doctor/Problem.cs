namespace TypedTasks.Cli.Doctor;

/// <summary>What an exception of a client comes to, in one line: clients try again, and wrap each try.</summary>
internal static class Problem
{
    public static string Of(Exception exception)
    {
        var cause = exception;
        while (cause is AggregateException { InnerExceptions: [var first, ..] })
            cause = first;
        var text = cause.Message.Split('\n', 2)[0].Trim();
        return text.EndsWith('.') ? text : text + ".";
    }
}

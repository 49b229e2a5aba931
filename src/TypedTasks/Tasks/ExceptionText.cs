namespace TypedTasks;

/// <summary>Reads an exception of the user's as data. Its members are the user's code: each may throw, yield null or lead in a circle.</summary>
internal sealed class ExceptionText(string task, string step, int attempt)
{
    private const int MaxStack = 8000;

    // As deep and as many as people read; a failure travels in messages.
    private const int MaxDepth = 16;
    private const int MaxExceptions = 100;

    // The texts of inner exceptions are part of the text of an aggregate. Where they are shared, a few objects have a text without end.
    private const int MostInText = 10_000;

    private readonly HashSet<Exception> above = new(ReferenceEqualityComparer.Instance);
    private int count;

    public static string TypeOf(Exception exception) => exception.GetType().FullName ?? exception.GetType().Name;

    /// <summary>Its message, or a sentence that says why there is none.</summary>
    public static string MessageOf(Exception exception) => IsShort(exception)
        ? Ask(exception, nameof(exception.Message), static e => e.Message) ?? ""
        : $"More than {MostInText} inner exceptions.";

    /// <summary>The exception, or one that can be written to a log where it cannot: each logger asks for its whole text.</summary>
    public static Exception Loggable(Exception exception)
    {
        if (!IsShort(exception))
            return new InvalidOperationException($"{TypeOf(exception)}: {MessageOf(exception)}");
        try
        {
            _ = exception.ToString();
            return exception;
        }
        catch (Exception e)
        {
            return new InvalidOperationException($"{TypeOf(exception)}: {MessageOf(exception)} (its ToString throws {TypeOf(e)})");
        }
    }

    public TaskFailure Read(Exception exception)
    {
        count++;
        above.Add(exception);
        List<TaskFailure> inner = [];
        if (exception is AggregateException aggregate)
        {
            foreach (var cause in aggregate.InnerExceptions)
                Add(cause, inner);
        }
        else if (exception.InnerException is { } cause)
        {
            Add(cause, inner);
        }

        above.Remove(exception);
        var stack = Ask(exception, nameof(exception.StackTrace), static e => e.StackTrace);
        return new(TypeOf(exception), MessageOf(exception), stack?.Length > MaxStack ? stack[..MaxStack] : stack, task, step, attempt, inner);
    }

    private void Add(Exception cause, List<TaskFailure> inner)
    {
        if (above.Count < MaxDepth && count < MaxExceptions && !above.Contains(cause))
            inner.Add(Read(cause));
    }

    private static bool IsShort(Exception exception)
    {
        var left = MostInText;
        return IsFewerThan(exception, ref left);
    }

    private static bool IsFewerThan(Exception exception, ref int left)
    {
        if (--left < 0)
            return false;
        if (exception is not AggregateException aggregate)
            return exception.InnerException is not { } inner || IsFewerThan(inner, ref left);
        foreach (var cause in aggregate.InnerExceptions)
        {
            if (!IsFewerThan(cause, ref left))
                return false;
        }

        return true;
    }

    private static string? Ask(Exception exception, string member, Func<Exception, string?> read)
    {
        try
        {
            // A lone surrogate has no form in UTF-8.
            return read(exception)?.EnumerateRunes() is { } runes ? string.Concat(runes) : null;
        }
        catch (Exception e)
        {
            return $"({member} of {TypeOf(exception)} throws {TypeOf(e)})";
        }
    }
}

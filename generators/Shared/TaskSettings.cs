using Microsoft.CodeAnalysis;

namespace TypedTasks.Generators.Shared;

/// <summary>What <c>[Task(…)]</c> says.</summary>
internal static class TaskSettings
{
    public const string Aliases = nameof(Aliases);
    public const string Queue = nameof(Queue);
    public const string Idempotent = nameof(Idempotent);
    public const string MaxRetries = nameof(MaxRetries);
    public const string RateLimit = nameof(RateLimit);
    public const string MaxConcurrency = nameof(MaxConcurrency);

    public static bool IsIdempotent(AttributeData task) => Value(task, Idempotent) is not false;

    public static string? QueueOf(AttributeData task) => Value(task, Queue) as string;

    /// <summary>How often a failed run is repeated, or -1 for the worker's own setting.</summary>
    public static int MaxRetriesOf(AttributeData task) => Value(task, MaxRetries) as int? ?? (IsIdempotent(task) ? -1 : 0);

    public static string? RateLimitOf(AttributeData task) => Value(task, RateLimit) as string;

    public static int MaxConcurrencyOf(AttributeData task) => Value(task, MaxConcurrency) as int? ?? 0;

    private static object? Value(AttributeData task, string name)
    {
        foreach (var argument in task.NamedArguments)
        {
            if (argument.Key == name)
                return argument.Value.Value;
        }

        return null;
    }
}

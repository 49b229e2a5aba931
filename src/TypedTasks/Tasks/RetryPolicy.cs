using System.Collections.Immutable;

namespace TypedTasks;

/// <summary>How failed runs of a step are repeated: exponential back-off with full jitter, up to a cap.</summary>
public sealed record RetryPolicy
{
    /// <summary>The most retries that may be asked for.</summary>
    public const int MaxRetriesLimit = 1000;

    /// <summary>Three retries, after at most 1, 2 and 4 seconds.</summary>
    public static RetryPolicy Default { get; } = new();

    /// <summary>How often a failed run is repeated, 0 to 1,000; 3 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside.</exception>
    public int MaxRetries
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxRetriesLimit);
            field = value;
        }
    } = 3;

    /// <summary>The longest wait before the first retry; it doubles with every further one. 1 second by default, zero or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan Delay
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait before any retry; 5 minutes by default, zero or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan MaxDelay
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromMinutes(5);

    /// <summary>Full names of the exception types that are retried; empty, the default, means all.</summary>
    public ImmutableArray<string> Retried { get; init; } = [];

    /// <summary>Full names of the exception types that are not retried; none by default.</summary>
    public ImmutableArray<string> NotRetried { get; init; } = [];

    /// <summary>Retries this exception and those derived from it, and no other unless named as well.</summary>
    public RetryPolicy RetryOn<TException>()
        where TException : Exception =>
        this with { Retried = Retried.Add(typeof(TException).FullName!) };

    /// <summary>Fails at once on this exception and those derived from it.</summary>
    public RetryPolicy DoNotRetryOn<TException>()
        where TException : Exception =>
        this with { NotRetried = NotRetried.Add(typeof(TException).FullName!) };

    internal bool Covers(Exception exception) =>
        !Named(NotRetried, exception) && (Retried.IsEmpty || Named(Retried, exception));

    private static bool Named(ImmutableArray<string> names, Exception exception)
    {
        if (names.IsEmpty)
            return false;
        for (var type = exception.GetType(); type is not null; type = type.BaseType)
        {
            if (names.Contains(type.FullName!))
                return true;
        }

        return false;
    }
}

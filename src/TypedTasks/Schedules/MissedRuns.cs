using System.Globalization;

namespace TypedTasks;

/// <summary>What becomes of occurrences of a schedule that were due while no process that has the schedule was running. By default the latest of them runs.</summary>
public readonly record struct MissedRuns
{
    private readonly bool isNone;

    private MissedRuns(bool isNone, TimeSpan? window)
    {
        this.isNone = isNone;
        Window = window;
    }

    /// <summary>None of them runs.</summary>
    public static MissedRuns None { get; } = new(isNone: true, window: null);

    /// <summary>The latest of them runs. The default.</summary>
    public static MissedRuns Latest => default;

    /// <summary>How old an occurrence may be to run still; null where only the latest runs, or none.</summary>
    public TimeSpan? Window { get; }

    /// <summary>Whether none of them runs.</summary>
    public bool IsNone => isNone;

    /// <summary>All of them run, one after the other as the overlap allows, that were due within a time.</summary>
    /// <param name="window">How long ago, more than zero and at most 366 days.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static MissedRuns AllWithin(TimeSpan window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(window, TimeSpan.FromDays(366));
        return new(isNone: false, window);
    }

    /// <summary>Reads what <see cref="ScheduleAttribute.Missed"/> says: <c>none</c>, <c>latest</c>, or a window such as <c>1.00:00:00</c>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">It is none of them.</exception>
    public static MissedRuns Parse(string text) => text switch
    {
        "none" => None,
        "latest" => Latest,
        _ when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var window) && window > TimeSpan.Zero && window <= TimeSpan.FromDays(366) => AllWithin(window),
        _ => throw new FormatException($"'{text}' does not say what becomes of missed runs: write none, latest, or a window of at most 366 days such as 1.00:00:00."),
    };

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() => IsNone ? "none" : Window?.ToString("c", CultureInfo.InvariantCulture) ?? "latest";
}

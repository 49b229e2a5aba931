using TypedTasks.Plans;

namespace TypedTasks;

/// <summary>Lets a flow wait until somebody outside says something. While it waits it holds no message and no slot.</summary>
public static class Wait
{
    /// <summary>Waits for an event, and yields its value.</summary>
    /// <typeparam name="T">What is said.</typeparam>
    /// <param name="taskEvent">The event. A flow waits for one event once, or under different keys.</param>
    public static WaitSignature<T> For<T>(TaskEvent<T> taskEvent)
    {
        ArgumentNullException.ThrowIfNull(taskEvent);
        return new(new(taskEvent.Name));
    }

    /// <summary>Waits for an event under the key that arrives, and yields its value: in <c>Each</c>, each element has a key of its own.</summary>
    /// <typeparam name="T">What is said.</typeparam>
    /// <param name="taskEvent">The event.</param>
    public static KeyedWaitSignature<T> Keyed<T>(TaskEvent<T> taskEvent)
    {
        ArgumentNullException.ThrowIfNull(taskEvent);
        return new(new(taskEvent.Name, IsKeyed: true));
    }

    internal static WaitRule Within(WaitRule rule, TimeSpan time)
    {
        // Brokers take times until the year 9999, and nobody waits for longer than a flow lives.
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.FromMilliseconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, TimeSpan.FromDays(3660));
        return rule with { Within = time };
    }

    internal static WaitRule OrElse<T>(WaitRule rule, T value) => rule.Within is null
        ? throw new InvalidOperationException($"The wait for event '{rule.Event}' has no time-out, so there is no time when something else is taken: call Within before OrElse.")
        : rule with { Otherwise = new GivenValue<T>(value) };
}

using System.Runtime.CompilerServices;

namespace TypedTasks.Testing;

/// <summary>What checks demand; without a test framework, so that any can run them.</summary>
internal static class Expect
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    public static void True(bool condition, [CallerArgumentExpression(nameof(condition))] string text = "")
    {
        if (!condition)
            throw new ContractViolationException($"Not so: {text}");
    }

    public static void Equal<T>(T expected, T actual, [CallerArgumentExpression(nameof(actual))] string text = "")
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new ContractViolationException($"{text} is {Show(actual)}, not {Show(expected)}.");
    }

    /// <summary>The difference of two times of the store, which may have a clock that runs.</summary>
    public static void About(TimeSpan expected, TimeSpan? actual, [CallerArgumentExpression(nameof(actual))] string text = "")
    {
        if (actual is not { } difference || difference < expected - Tolerance || difference > expected + Tolerance)
            throw new ContractViolationException($"{text} is {Show(actual)}, not about {expected}.");
    }

    public static void Sequence<T>(IEnumerable<T> expected, IEnumerable<T> actual, [CallerArgumentExpression(nameof(actual))] string text = "")
    {
        var (left, right) = (expected.ToArray(), actual.ToArray());
        if (!left.SequenceEqual(right))
            throw new ContractViolationException($"{text} is [{string.Join(", ", right)}], not [{string.Join(", ", left)}].");
    }

    public static async Task<TException> ThrowsAsync<TException>(Func<Task> action, [CallerArgumentExpression(nameof(action))] string text = "")
        where TException : Exception
    {
        try
        {
            await action();
        }
        catch (TException e)
        {
            return e;
        }

        throw new ContractViolationException($"{text} did not throw {typeof(TException).Name}.");
    }

    private static string Show<T>(T value) => value is null ? "null" : $"'{value}'";
}

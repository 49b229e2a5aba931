namespace TypedTasks.Conformance.Worker;

/// <summary>Tasks that count what arrives and insist on its order.</summary>
public static partial class Sizes
{
    [Task]
    public static int InOrder(IReadOnlyList<int> values) => Count(values, 0);

    [Task]
    public static int InOrderFrom(IReadOnlyList<int> values, int start) => Count(values, start);

    [Task]
    public static IReadOnlyList<int> Twenty(int ignored) => [.. Enumerable.Range(0, 20)];

    private static int Count(IReadOnlyList<int> values, int start)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] != start + i)
                throw new InvalidOperationException($"Element {i} is {values[i]} and should be {start + i}: results are out of order.");
        }

        return values.Count;
    }
}

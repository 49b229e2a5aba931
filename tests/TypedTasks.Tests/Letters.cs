namespace TypedTasks.Tests;

/// <summary>Tasks to compose; they never run here.</summary>
public static partial class Letters
{
    [Task]
    public static int A(int seed) => seed;

    [Task]
    public static int B(int value) => value;

    [Task(Queue = "cpu")]
    public static string C(int value) => $"{value}";

    [Task]
    public static string D(int left, string right) => left + right;

    [Task]
    public static int Sum(IReadOnlyList<int> values) => values.Sum();

    [Task]
    public static IReadOnlyList<int> List(int count) => [count];
}

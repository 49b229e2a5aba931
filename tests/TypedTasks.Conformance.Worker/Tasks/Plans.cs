namespace TypedTasks.Conformance.Worker;

/// <summary>Tasks that return what takes their place, and tasks that take failures and outcomes.</summary>
public static partial class Plans
{
    [Task]
    public static ISignature<int> Factorial(int n) =>
        n <= 1 ? Sums.Tasks.Number(1) : Tasks.Factorial(n - 1) | Tasks.Times(n);

    [Task]
    public static ISignature<int> Asks(int factor) => Wait.For(Told.Number) | Tasks.Times(factor);

    [Task]
    public static int Times(int value, int factor) => value * factor;

    [Task]
    public static async Task<ISignature<IReadOnlyList<int>>> Numbers(int count)
    {
        await Task.Yield();
        return Group.Of(Enumerable.Range(1, count).Select(Sums.Tasks.Number));
    }

    [Task]
    public static ISignature<int> Fibonacci(int n) =>
        n < 2 ? Sums.Tasks.Number(n) : (Tasks.Fibonacci(n - 1), Tasks.Fibonacci(n - 2)) | Sums.Tasks.Add();

    [Task]
    public static ISignature<int> FailLater(string message) => Sums.Tasks.Number(1) >> Sums.Tasks.Fail(message);

    [Task]
    public static ISignature<int> Doubles(int count) => Sums.Tasks.Range(count) | Sums.Tasks.Double().Each() | Sums.Tasks.Total();

    [Task]
    public static int Otherwise(TaskFailure failure) => -failure.Message.Length;

    [Task]
    public static string Explain(TaskFailure failure) => $"{failure.Type}: {failure.Message}";

    [Task]
    public static string KindOf(Outcome<int> outcome) => outcome.Failure?.Type ?? "";

    [Task]
    public static string Kind(TaskFailure failure) => failure.Type;

    [Task]
    public static string Inner(TaskFailure failure) => $"{failure.Type}: {string.Join(", ", failure.Inner.Select(static f => f.Message))}";

    [Task]
    public static string Describe(IReadOnlyList<Outcome<int>> outcomes) => string.Join(", ", outcomes);

    [Task]
    public static string DescribeOne(Outcome<int> outcome) => $"{outcome}";

    [Task]
    public static string DescribeTwo(Outcome<int> number, Outcome<string> text) => $"{number}, {text}";

    [Task]
    public static int DescribeLength(Outcome<int> outcome) => outcome.Failure?.Message.Length ?? 0;

    [Task]
    public static int LengthOf(Outcome<string> outcome) => outcome.Value.Length;

    [Task]
    public static ISignature<int> Returned(int length) => Sums.Tasks.Echo(new string('x', length)) | Sums.Tasks.Length();
}

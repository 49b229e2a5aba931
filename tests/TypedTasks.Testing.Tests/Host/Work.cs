namespace TypedTasks.Testing.Tests;

/// <summary>Tasks of the host's tests: most are faked.</summary>
public static partial class Work
{
    [Task]
    public static int Number(int value) => value;

    [Task]
    public static int Double(int value) => value * 2;

    [Task]
    public static int Add(int left, int right) => left + right;

    [Task]
    public static int Total(IReadOnlyList<int> values) => values.Sum();

    [Task]
    public static int Count(IReadOnlyList<Outcome<int>> outcomes) => outcomes.Count;

    [Task]
    public static IReadOnlyList<string> Texts(int count, int bytes) => [.. Enumerable.Range(0, count).Select(_ => new string('x', bytes))];

    [Task]
    public static string Same(string text) => text;

    [Task]
    public static int ValueOf(Outcome<int> outcome) => outcome.Value;

    [Task]
    public static ISignature<int> Plan(int count) =>
        Tasks.Range(count) | Tasks.Risky().Each() | Tasks.Total();

    [Task]
    public static ISignature<int> PlanTwice(int value) =>
        Group.Of(Tasks.Number(value), Tasks.Number(value) | Tasks.Risky()) | Tasks.Total();

    [Task]
    public static IReadOnlyList<int> Range(int count) => [.. Enumerable.Range(0, count)];

    [Task]
    public static string Headers(TaskContext context) => string.Join(' ', context.Headers.Select(static h => $"{h.Key}={h.Value}"));

    [Task]
    public static string HeadersAfter(string before, TaskContext context) => $"{before}; {Headers(context)}";

    [Task]
    public static ISignature<int> Down(int levels) => levels == 0 ? Tasks.Number(7) : Tasks.Down(levels - 1);

    [Task]
    public static ISignature<int> InLine(int value) => Tasks.Number(value).InTurn("line");

    [Task]
    public static ISignature<int> Urgent(int value) => Tasks.Number(value).WithPriority(TaskPriority.High);

    [Task]
    public static string Large(int length) => new('x', length);

    [Task]
    public static int Length(string text) => text.Length;

    /// <summary>Fails at once, as often as the switch says.</summary>
    [Task(MaxRetries = 0)]
    public static int Risky(int value, [FromServices] Switch faults) =>
        faults.Take(value) ? throw new InvalidOperationException($"no {value} today") : value;

    [Task(MaxRetries = 3)]
    public static int Flaky(int value, int failures, TaskContext context) =>
        context.Attempt < failures ? throw new InvalidOperationException($"attempt {context.Attempt}") : value;

    [Task]
    public static int Later(int value, TimeSpan delay, TaskContext context) =>
        context.Attempt == 0 ? throw new RetryLaterException(delay) : value;

    [Task(MaxConcurrency = 1)]
    public static int Scarce(int value) => value;

    [Task]
    public static ISignature<int> Lined(int value, string task) =>
        (task == "scarce" ? Tasks.Scarce(value) : (ISignature<int>)Tasks.Number(value)).WithOrderingKey("a");

    /// <summary>Waits on the clock and does not listen to its token.</summary>
    [Task]
    public static async Task<int> Wait(int value, TimeSpan duration, [FromServices] TimeProvider time)
    {
        await Task.Delay(duration, time);
        return value;
    }

    [Task]
    public static ISignature<int> GivesValue(int value) => Signature.Value(value);

    [Task]
    public static async Task<string> StartsPartial(int value, TaskContext context) => (await context.EnqueueAsync(Tasks.Double(), value)).FlowId;

    /// <summary>Even values come at once.</summary>
    [Task]
    public static async Task<int> OddWaits(int value, TimeSpan duration, [FromServices] TimeProvider time)
    {
        if (value % 2 == 1)
            await Task.Delay(duration, time);
        return value;
    }

    [Task]
    public static ISignature<IReadOnlyList<Outcome<int>>> SettledPlan(int value) =>
        (Tasks.Number(value) | Tasks.Risky() | Group.Of(Tasks.Double(), Tasks.Double())).Settled();

    [Task]
    public static async Task<int> WaitOrStop(int value, TimeSpan duration, [FromServices] TimeProvider time, CancellationToken cancellationToken)
    {
        await Task.Delay(duration, time, cancellationToken);
        return value;
    }

    [Task]
    public static async Task<string> Read(string path, CancellationToken cancellationToken) => await File.ReadAllTextAsync(path, cancellationToken);
}

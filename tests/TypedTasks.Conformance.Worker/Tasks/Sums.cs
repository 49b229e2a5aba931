namespace TypedTasks.Conformance.Worker;

/// <summary>Small tasks whose results a person can check.</summary>
public static partial class Sums
{
    [Task]
    public static int Number(int value) => value;

    [Task]
    public static int Double(int value) => value * 2;

    [Task]
    public static Task<int> Add(int left, int right) => Task.FromResult(left + right);

    [Task]
    public static ValueTask<int> AddThree(int a, int b, int c) => ValueTask.FromResult(a + b + c);

    [Task]
    public static int Total(IReadOnlyList<int> values) => values.Sum();

    [Task]
    public static string Join(IReadOnlyList<string> words, string separator = "-") => string.Join(separator, words);

    [Task]
    public static string Text(int value) => $"n{value}";

    [Task]
    public static string Label(int value, string text) => $"{text}={value}";

    [Task]
    public static IReadOnlyList<int> Range(int count) => [.. Enumerable.Range(0, count)];

    [Task]
    public static List<string> Letters(int count) => [.. Enumerable.Range(0, count).Select(i => ((char)('a' + (i % 26))).ToString())];

    [Task]
    public static string Upper(string text) => text.ToUpperInvariant();

    [Task]
    public static int Length(string text) => text.Length;

    [Task]
    public static void Nothing()
    {
    }

    [Task]
    public static async Task Later(CancellationToken cancellationToken) => await Task.Yield();

    [Task]
    public static int Flatten(IReadOnlyList<IReadOnlyList<int>> lists) => lists.Sum(static l => l.Sum());

    [Task]
    public static int CountAll(IEnumerable<Unit> units) => units.Count();

    [Task]
    public static Point Move(Point point, int by) => point with { X = point.X + by };

    [Task]
    public static Point Origin(string name) => new(0, 0, name);

    [Task]
    public static double Area(Point point, int factor, double? scale = null) => (point.X + 1) * factor * (scale ?? 1);

    [Task]
    public static (int Half, string Text) Split(int value) => (value / 2, $"{value}");

    [Task]
    public static string Large(int length) => new('x', length);

    [Task]
    public static IReadOnlyList<string> Larges(int count, int length) => [.. Enumerable.Repeat(new string('x', length), count)];

    [Task]
    public static string Keep(int ignored, string text) => text;

    [Task(MaxRetries = 0)]
    public static int FailWith(string message) => throw new InvalidOperationException(message);

    [Task]
    public static string Echo(string text) => text;

    [Task]
    public static string? Maybe(bool present) => present ? "here" : null;

    [Task]
    public static bool IsNull(string? text) => text is null;

    [Task(MaxRetries = 5)]
    public static int FailFirst(int times, int value, TaskContext context) =>
        context.Attempt < times ? throw new InvalidOperationException($"attempt {context.Attempt}") : value;

    [Task(MaxRetries = 0)]
    public static int Fail(string message) => throw new InvalidOperationException(message);

    [Task(MaxRetries = 0)]
    public static int Halve(int value) => value % 2 == 0 ? value / 2 : throw new ArgumentException($"{value} is odd");

    [Task(Queue = "second")]
    public static int OnSecond(int value) => value + 1000;

    [Task]
    public static int Sum7(int a, int b, int c, int d, int e, int f, int g) => a + b + c + d + e + f + g;
}

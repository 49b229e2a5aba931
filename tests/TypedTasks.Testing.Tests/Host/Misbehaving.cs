using System.Text.Json.Serialization;

namespace TypedTasks.Testing.Tests;

/// <summary>Tasks whose data and exceptions misbehave.</summary>
public static partial class Misbehaving
{
    [Task]
    public static double Root(double value) => Math.Sqrt(value);

    [Task]
    public static ThrowingGetter Read() => new();

    [Task]
    public static string Echo(string text) => text;

    [Task]
    public static char Letter(char letter) => letter;

    [Task]
    public static int Index(Dictionary<string, int> words) => words.Count;

    [Task]
    public static string Cut(string text) => text[..1];

    [Task]
    public static int Take(ThrowingConstructor value) => value.Number;

    [Task]
    public static (int, int, int, int, int, int, int, int) Eight((int, int, int, int, int, int, int, int) values) => values;

    [Task]
    public static int Convert(Converted value) => value.Number;

    [Task]
    public static int Throw(string kind) => throw (kind switch
    {
        "message" => new BadMessageException(),
        "stack" => new BadStackException(),
        "text" => new BadTextException(),
        "null" => new NullMessageException(),
        "surrogate" => new InvalidOperationException("half \ud83d of it"),
        "deep" => Enumerable.Range(0, 200).Aggregate(new InvalidOperationException("0"), static (e, i) => new InvalidOperationException($"{i + 1}", e)),
        "wide" => new AggregateException(Enumerable.Range(0, 5000).Select(static i => new InvalidOperationException($"{i}"))),
        "shared" => Shared(),
        _ => new InvalidOperationException(kind),
    });

    // Thirty levels with the same two causes each: a billion exceptions for whoever writes them all.
    private static Exception Shared() =>
        Enumerable.Range(0, 30).Aggregate(new InvalidOperationException("leaf") as Exception, static (e, _) => new AggregateException(e, e));

    /// <summary>Postpones eight times, then fails once.</summary>
    [Task(MaxRetries = 20)]
    public static int Postponing(TaskContext context) =>
        context.Attempt < 8 ? throw new RetryLaterException(TimeSpan.FromSeconds(10))
        : context.Attempt == 8 ? throw new IOException("the disk")
        : context.Attempt;

    [Task]
    public static ISignature<double> Named() => Tasks.Root(4).WithId("mine");

    [Task]
    public static ISignature<double> Late() => Tasks.Root(4).WithDelay(TimeSpan.FromDays(10));

    [Task]
    public static double Undo(double value) => value;
}

public sealed record ThrowingGetter
{
    public int Number => throw new FormatException("secret");
}

/// <summary>Is made with 0 and written as 7, which it refuses to be read with.</summary>
public sealed record ThrowingConstructor
{
    public ThrowingConstructor(int number)
    {
        if (number == 7)
            throw new ArgumentException("secret");
    }

    public int Number => 7;
}

[JsonConverter(typeof(ThrowingConverter))]
public sealed record Converted(int Number);

public sealed class ThrowingConverter : JsonConverter<Converted>
{
    public override Converted Read(ref System.Text.Json.Utf8JsonReader reader, Type typeToConvert, System.Text.Json.JsonSerializerOptions options) => throw new KeyNotFoundException("secret");

    public override void Write(System.Text.Json.Utf8JsonWriter writer, Converted value, System.Text.Json.JsonSerializerOptions options) => throw new KeyNotFoundException("secret");
}

public sealed class BadMessageException : Exception
{
    public override string Message => throw new NotSupportedException();
}

public sealed class NullMessageException : Exception
{
    public override string Message => null!;
}

public sealed class BadStackException : Exception
{
    public override string? StackTrace => throw new NotSupportedException();
}

public sealed class BadTextException : Exception
{
    public override string ToString() => throw new NotSupportedException();
}

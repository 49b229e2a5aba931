public static partial class Kinds
{
    [Task] public static void Nothing() { }
    [Task] public static Task Awaited() => Task.CompletedTask;
    [Task] public static ValueTask AwaitedValue() => default;
    [Task] public static int Value() => 1;
    [Task] public static Task<int> TaskOf() => Task.FromResult(1);
    [Task] public static ValueTask<string?> ValueTaskOf() => new((string?)null);
    [Task] public static List<int> ListOf() => [];
    [Task] public static (int A, string? B)[] Tuples() => [];
}

using TypedTasks.Analyzers.Shape;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Shape;

public class GenericTaskTests
{
    private const string Advice = ", and a message cannot say which types are meant: write one task for each type, or one that takes what tells them apart as data";

    [Theory]
    [InlineData("static partial class C { [Task] public static void [|Do|]<T>(T x) { } }", "Task 'Do' is generic (T)")]
    [InlineData("static partial class C { [Task] public static void [|Do|]<TKey, TValue>() { } }", "Task 'Do' is generic (TKey, TValue)")]
    [InlineData("static partial class [|C|]<T> { [Task] public static void Do() { } }", "The class 'C' of task 'Do' is generic (T)")]
    [InlineData("partial class [|O|]<T> { internal static partial class C { [Task] public static void Do() { } } }", "The class 'O' of task 'Do' is generic (T)")]
    public async Task Fires(string source, string message) =>
        Assert.Equal([message + Advice], await Check.Reports<GenericTaskAnalyzer>(source));

    [Theory]
    [InlineData("static partial class C { [Task] public static List<T2> Do(List<T2> x) => x; } class T2;")]
    [InlineData("static partial class C { public static void Helper<T>() { } [Task] public static void Do() { } }")]
    [InlineData("static class Helper<T> { public static void Do() { } }")]
    public Task IsSilent(string source) => Check.Silent<GenericTaskAnalyzer>(source);
}

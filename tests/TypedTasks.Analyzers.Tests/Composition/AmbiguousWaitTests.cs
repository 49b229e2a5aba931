using TypedTasks.Analyzers.Composition;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Composition;

public class AmbiguousWaitTests
{
    [Theory]
    [InlineData("(Wait.For(Legal), [|Wait.For(Legal)|])")]
    [InlineData("(Wait.For(Legal).Within(Day), [|Wait.For(Legal)|].OrElse(1))")]
    [InlineData("Group.Of(Wait.For(Legal).WithKey(\"a\"), [|Wait.For(Legal)|].WithKey(\"a\"))")]
    [InlineData("Wait.For(Legal) >> [|Wait.For(Legal)|]")]
    [InlineData("Group.FirstOf<int>([Wait.For(Legal), [|Wait.For(Legal)|]])")]
    [InlineData("Group.Of(Group.Of(Wait.For(Legal)).Settled(), Group.Of([|Wait.For(Legal)|]).Settled())")]
    [InlineData("client.EnqueueAsync((Wait.For(Legal), [|Wait.For(Legal)|]).Join())")]
    public async Task FiresOnTwoWaits(string code) => Assert.Equal(
        ["'Wait.For(Legal)' waits for what 'Wait.For(Legal)' waits for in the same flow, and nobody could tell which one is meant: give them different keys with WithKey, or declare two events"],
        await Check.Reports<AmbiguousWaitAnalyzer>(Source(code)));

    [Theory]
    [InlineData("numbers | (Plus() >> [|Wait.For(Legal)|]).Each()")]
    [InlineData("numbers | (Plus() >> [|Wait.For(Legal)|].WithKey(\"a\")).Each()")]
    public async Task FiresInEach(string code) => Assert.Equal(
        ["'Wait.For(Legal)' stands in Each(), where every element would wait for the same event: let each element yield its key, and pipe that into Wait.Keyed(Legal)"],
        await Check.Reports<AmbiguousWaitAnalyzer>(Source(code)));

    [Theory]
    [InlineData("(Wait.For(Legal), Wait.For(Paid))")]
    [InlineData("Group.Of(Wait.For(Legal).WithKey(\"a\"), Wait.For(Legal).WithKey(\"b\"))")]
    [InlineData("Group.Of(Wait.For(Legal).WithKey(\"a\"), Wait.For(Legal).WithKey(key))")]
    [InlineData("Group.Of(Wait.For(Legal).WithKey(\"a\"), Wait.For(Legal))")]
    [InlineData("key == \"\" ? Wait.For(Legal) : Wait.For(Legal).Within(Day)")]
    [InlineData("keys | Wait.Keyed(Legal).Each()")]
    [InlineData("new object[] { Other.For(1), Other.For(1) }")]
    [InlineData("Task.WhenAll(client.EnqueueAsync(Wait.For(Legal)).AsTask(), client.EnqueueAsync(Wait.For(Legal)).AsTask())")]
    [InlineData("Pick(Wait.For(Legal), Wait.For(Legal).Within(Day))")]
    [InlineData("Wait.For(Legal) == Wait.For(Legal)")]
    [InlineData("string.Concat(Wait.For(Legal), Wait.For(Legal))")]
    public Task IsSilent(string code) => Check.Silent<AmbiguousWaitAnalyzer>(Source(code));

    private static string Source(string code) => $$"""
        static class Other { public static int For(int n) => n; }
        class Test
        {
            static readonly TimeSpan Day = TimeSpan.FromDays(1);
            static TaskEvent<int> Legal => null!;
            static TaskEvent<int> Paid => null!;
            object Run(ISignature<IReadOnlyList<int>> numbers, ISignature<IReadOnlyList<string>> keys, string key, ITaskClient client) => {{code}};
            static Signature<int, int> Plus() => null!;
            static ISignature<int> Pick(ISignature<int> one, ISignature<int> other) => IsOne(one) ? one : other;
            static bool IsOne(ISignature<int> one) => one is not null;
        }
        """;
}

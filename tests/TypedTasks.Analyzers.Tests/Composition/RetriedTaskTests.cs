using TypedTasks.Analyzers.Composition;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Composition;

public class RetriedTaskTests
{
    [Theory]
    [InlineData("Charge(1).[|WithRetry|](5)")]
    [InlineData("Charge().[|WithRetry|](5)")]
    [InlineData("Charge(1).OnQueue(\"q\").[|WithRetry|](p => p.RetryOn<TimeoutException>())")]
    [InlineData("Charge(1).[|WithRetry|](p => p with { MaxRetries = 2 })")]
    [InlineData("Charge(1).WithRetry(0).[|WithRetry|](n)", false)]
    [InlineData("(Charge(1) | Print()).[|WithRetry|](n)")]
    [InlineData("Group.Of(Print(1), Charge(1) | Print()).OnQueue(\"q\").[|WithRetry|](3)")]
    [InlineData("(Print(1), Charge(1)).Join().[|WithRetry|](3)")]
    [InlineData("(Print(1).WithRetry(3) | Charge()).[|WithRetry|](3)")]
    [InlineData("OptionExtensions.[|WithRetry|](Charge(1), 3)")]
    [InlineData("step.[|WithRetry|](3)")]
    public async Task Fires(string code, bool fires = true)
    {
        if (fires)
        {
            Assert.Equal(
                ["'Charge' is marked [Task(Idempotent = false)], and WithRetry runs it again when it fails, so that what the first run did is done twice: leave it out, or make a second run harmless and take the mark away"],
                await Check.Reports<RetriedTaskAnalyzer>(Source(code)));
        }
        else
        {
            await Check.Silent<RetriedTaskAnalyzer>(Source(code.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task FiresOnTheAttribute() => Assert.Equal(
        ["'Charge' is marked [Task(Idempotent = false)], and MaxRetries runs it again when it fails, so that what the first run did is done twice: leave it out, or make a second run harmless and take the mark away"],
        await Check.Reports<RetriedTaskAnalyzer>("static partial class C { [Task(Idempotent = false, [|MaxRetries = 2|])] public static void Charge() { } }"));

    [Theory]
    [InlineData("Print(1).WithRetry(3)")]
    [InlineData("Charge(1).WithRetry(0)")]
    [InlineData("Charge(1).WithRetry(p => p with { MaxRetries = 0 })")]
    [InlineData("Charge(1) | Print().WithRetry(3)")]
    [InlineData("(Charge(1).WithRetry(0) | Print()).WithRetry(3)")]
    [InlineData("Charge(\"two\").WithRetry(3)")]
    [InlineData("Other.WithRetry(Charge(1), 3)")]
    public Task IsSilent(string code) => Check.Silent<RetriedTaskAnalyzer>(Source(code));

    [Theory]
    [InlineData("[Task(Idempotent = false)]")]
    [InlineData("[Task(Idempotent = false, MaxRetries = 0)]")]
    [InlineData("[Task(Idempotent = false, MaxRetries = -1)]")]
    [InlineData("[Task(Idempotent = true, MaxRetries = 3)]")]
    [InlineData("[Task(MaxRetries = 3)]")]
    public Task IsSilentOnTheAttribute(string attribute) => Check.Silent<RetriedTaskAnalyzer>($"static partial class C {{ {attribute} public static void Charge() {{ }} }}");

    private static string Source(string code) => $$"""
        using static Shop.Tasks;

        class Test
        {
            object Run(int n)
            {
                var step = Charge(1) | Print();
                GC.KeepAlive(step);
                return {{code}};
            }
        }

        static class Other { public static object WithRetry(object step, int n) => step; }

        static partial class Shop
        {
            [Task(Idempotent = false)] public static int Charge(int order, CancellationToken token) => 1;
            [Task("shop.charge-by-name")] public static int Charge(string order, int times = 2) => 1;
            [Task] public static int Print(int receipt) => 1;

            public static class Tasks
            {
                public static Signature<int> Charge(int order) => null!;
                public static Signature<int, int> Charge() => null!;
                public static Signature<int> Charge(string order, int times = 2) => null!;
                public static Signature<int> Print(int receipt) => null!;
                public static Signature<int, int> Print() => null!;
            }
        }
        """;
}

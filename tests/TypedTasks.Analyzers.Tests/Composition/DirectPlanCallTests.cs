using TypedTasks.Analyzers.Composition;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Composition;

public class DirectPlanCallTests
{
    private const string Rest = " is called here, in this process, and not sent as a step: what it plans is built at once, and one that plans itself never ends; write ";

    [Theory]
    [InlineData("[|Count|](n - 1)", "'Count'" + Rest + "Tasks.Count(…)")]
    [InlineData("[|Plans.Count|](n - 1)", "'Count'" + Rest + "Plans.Tasks.Count(…)")]
    [InlineData("[|Later|](n, default).Result", "'Later'" + Rest + "Tasks.Later(…)")]
    public async Task Fires(string code, string message) => Assert.Equal([message], await Check.Reports<DirectPlanCallAnalyzer>(Source(code)));

    [Theory]
    [InlineData("Tasks.Count(n - 1)")]
    [InlineData("Helper(n)")]
    [InlineData("Wrap(Plain(n))")]
    public Task IsSilent(string code) => Check.Silent<DirectPlanCallAnalyzer>(Source(code));

    [Fact]
    public Task Fixes() => Check.Fixes<DirectPlanCallAnalyzer, DirectPlanCallFix>(
        Source("n > 1 ? [|Count|](n - 1) : [|Plans.Count|](n)").Replace("return null!;", "return await [|Later|](n, ct);", StringComparison.Ordinal),
        Source("n > 1 ? Tasks.Count(n - 1) : Plans.Tasks.Count(n)").Replace("return null!;", "return Tasks.Later(n);", StringComparison.Ordinal));

    [Fact]
    public Task ArgumentsWithNamesKeepThem() => Check.Fixes<DirectPlanCallAnalyzer, DirectPlanCallFix>(
        Source("null!").Replace("return null!;", "return await [|Later|](ct: ct, n: n);", StringComparison.Ordinal),
        Source("null!").Replace("return null!;", "return Tasks.Later(n: n);", StringComparison.Ordinal));

    [Fact]
    public Task AllArgumentsOfAListStay() => Check.Fixes<DirectPlanCallAnalyzer, DirectPlanCallFix>(
        Sum("[|Sum|](1, 2, 3, 4)"), Sum("Tasks.Sum(1, 2, 3, 4)"));

    private static string Sum(string call) => $$"""
        static partial class Plans
        {
            [Task] public static ISignature<int> Sum(int first, params int[] more) => {{call}};
            public static class Tasks { public static Signature<int> Sum(int first, params int[] more) => null!; }
        }
        """;

    private static string Source(string code) => $$"""
        static partial class Plans
        {
            [Task] public static ISignature<int> Count(int n) => {{code}};
            [Task] public static async Task<ISignature<int>> Later(int n, CancellationToken ct) { await Task.Yield(); return null!; }
            [Task] public static int Plain(int n) => n;
            static ISignature<int> Helper(int n) => null!;
            static ISignature<int> Wrap(int n) => null!;

            public static class Tasks
            {
                public static Signature<int> Count(int n) => null!;
                public static Signature<int> Later(int n) => null!;
            }
        }
        """;
}

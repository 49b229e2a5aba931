using TypedTasks.Analyzers.Composition;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Composition;

public class RootOptionTests
{
    private const string Part = "is a part of one: call it on the whole, (…).";
    private const string Kept = "is composed with others below: call it on the whole, (…).";
    private const string Returned = "is returned from a task and becomes part of the flow of that task: leave it out, or start a flow of its own with TaskContext.EnqueueAsync";

    [Theory]
    [InlineData("await client.EnqueueAsync(Load(\"a\").[|WithId|](\"x\") | Resize(1));", "WithId binds to the flow that is enqueued, but 'Load(\"a\")' " + Part + "WithId(…)")]
    [InlineData("await client.EnqueueAsync(Load(\"a\") | Resize(1).WithRetry(3).[|Unique|](\"k\"));", "Unique binds to the flow that is enqueued, but 'Resize(1).WithRetry(3)' " + Part + "Unique(…)")]
    [InlineData("await client.EnqueueAsync(Load(\"a\") >> Load(\"b\").[|Named|](\"n\").WithRetry(2));", "Named binds to the flow that is enqueued, but 'Load(\"b\")' " + Part + "Named(…)")]
    [InlineData("await client.EnqueueAsync(Load(\"a\").[|InTurn|](\"k\", 3) | Resize(1));", "InTurn binds to the flow that is enqueued, but 'Load(\"a\")' " + Part + "InTurn(…)")]
    [InlineData("await client.EnqueueAsync(Load(\"a\").[|Expect|](System.TimeSpan.FromHours(1)) | Resize(1));", "Expect binds to the flow that is enqueued, but 'Load(\"a\")' " + Part + "Expect(…)")]
    [InlineData("var x = Group.Of(paths.Select(p => Load(p).[|InTurn|](p)));", "InTurn binds to the flow that is enqueued, but 'Load(p)' " + Part + "InTurn(…)")]
    [InlineData("await client.EnqueueAsync((Load(\"a\").[|WithId|](\"x\"), Load(\"b\")) | Pair());", "WithId binds to the flow that is enqueued, but 'Load(\"a\")' " + Part + "WithId(…)")]
    [InlineData("var x = (Load(\"a\"), Load(\"b\").[|WithId|](\"x\")).Join();", "WithId binds to the flow that is enqueued, but 'Load(\"b\")' " + Part + "WithId(…)")]
    [InlineData("var x = Group.Of(Load(\"a\"), Load(\"b\").[|WithId|](\"x\"));", "WithId binds to the flow that is enqueued, but 'Load(\"b\")' " + Part + "WithId(…)")]
    [InlineData("var x = Group.Of(paths.Select(p => Load(p).[|WithId|](p)));", "WithId binds to the flow that is enqueued, but 'Load(p)' " + Part + "WithId(…)")]
    [InlineData("var x = Group.Of(paths.Select(p => { return Load(p).[|WithId|](p); }).ToList());", "WithId binds to the flow that is enqueued, but 'Load(p)' " + Part + "WithId(…)")]
    [InlineData("var x = Group.Of(new[] { Load(\"a\").[|WithId|](\"x\") });", "WithId binds to the flow that is enqueued, but 'Load(\"a\")' " + Part + "WithId(…)")]
    [InlineData("var x = Group.Of<string>([Load(\"a\").[|WithId|](\"x\")]);", "WithId binds to the flow that is enqueued, but 'Load(\"a\")' " + Part + "WithId(…)")]
    [InlineData("var x = Group.FirstOf(Load(\"a\").[|WithId|](\"x\"));", "WithId binds to the flow that is enqueued, but 'Load(\"a\")' " + Part + "WithId(…)")]
    [InlineData("var x = Chain.Of(Load(\"a\"), Resize(1).[|WithId|](\"x\"));", "WithId binds to the flow that is enqueued, but 'Resize(1)' " + Part + "WithId(…)")]
    [InlineData("var x = Load(\"a\").[|WithId|](\"x\").Then(Resize(1));", "WithId binds to the flow that is enqueued, but 'Load(\"a\")' " + Part + "WithId(…)")]
    [InlineData("var x = Load(\"a\").Then(Resize(1).[|WithId|](\"x\"));", "WithId binds to the flow that is enqueued, but 'Resize(1)' " + Part + "WithId(…)")]
    [InlineData("var x = Load(\"a\").ThenIgnoringResult(Load(\"b\").[|Unique|](\"x\"));", "Unique binds to the flow that is enqueued, but 'Load(\"b\")' " + Part + "Unique(…)")]
    [InlineData("var x = Load(\"a\").[|WithId|](\"x\").Settled();", "WithId binds to the flow that is enqueued, but 'Load(\"a\")' " + Part + "WithId(…)")]
    [InlineData("var x = Group.Of(Load(\"a\")).[|WithId|](\"x\").Settled();", "WithId binds to the flow that is enqueued, but 'Group.Of(Load(\"a\"))' " + Part + "WithId(…)")]
    [InlineData("var x = Load(\"a\").[|WithId|](\"x\").OnSuccess(Load(\"b\"));", "WithId binds to the flow that is enqueued, but 'Load(\"a\")' " + Part + "WithId(…)")]
    [InlineData("var x = Load(\"a\").CompensateWith(Load(\"b\").[|WithId|](\"x\"));", "WithId binds to the flow that is enqueued, but 'Load(\"b\")' " + Part + "WithId(…)")]
    [InlineData("var x = Load(\"a\").Recover(Load(\"b\").[|Named|](\"x\"));", "Named binds to the flow that is enqueued, but 'Load(\"b\")' " + Part + "Named(…)")]
    [InlineData("var x = Resize(1).[|Named|](\"x\").Each();", "Named binds to the flow that is enqueued, but 'Resize(1)' " + Part + "Named(…)")]
    [InlineData("var x = (slow ? Load(\"a\").[|WithId|](\"x\") : Load(\"b\")) | Resize(1);", "WithId binds to the flow that is enqueued, but 'Load(\"a\")' " + Part + "WithId(…)")]
    [InlineData("var x = Load(\"a\"); x |= Turn().[|WithId|](\"x\");", "WithId binds to the flow that is enqueued, but 'Turn()' " + Part + "WithId(…)")]
    [InlineData("var first = Load(\"a\").[|WithId|](\"x\"); await client.EnqueueAsync(first | Resize(1));", "WithId binds to the flow that is enqueued, but 'Load(\"a\")' " + Kept + "WithId(…)")]
    [InlineData("var x = Signature.Value(\"a\") | Turn().[|WithId|](\"x\");", "WithId binds to the flow that is enqueued, but 'Turn()' " + Part + "WithId(…)")]
    public async Task Fires(string code, string message) => Assert.Equal([message], await Check.Reports<RootOptionAnalyzer>(Source(code)));

    [Theory]
    [InlineData("await client.EnqueueAsync(Load(\"a\").WithId(\"x\"));")]
    [InlineData("await client.EnqueueAsync((Load(\"a\") | Resize(1)).WithRetry(2).WithId(\"x\").Unique(\"k\").Named(\"n\"));")]
    [InlineData("await client.EnqueueAsync((Load(\"a\") | Resize(1)).InTurn(\"k\").Unique(\"k\"));")]
    [InlineData("await client.EnqueueAsync(Resize(1).InTurn(\"k\", 3), \"a\");")]
    [InlineData("await client.EnqueueAsync((Load(\"a\") | Resize(1)).Expect(System.TimeSpan.FromHours(1)).Named(\"n\"));")]
    [InlineData("await client.EnqueueAsync(Resize(1).WithId(\"x\"), \"a\");")]
    [InlineData("await client.SendAsync(Load(\"a\").WithId(\"x\").WithRetry(2));")]
    [InlineData("var flow = Load(\"a\").WithId(\"x\"); await client.EnqueueAsync(flow);")]
    [InlineData("var flow = Load(\"a\") | Resize(1); flow = flow.WithId(\"x\"); await client.EnqueueAsync(flow);")]
    [InlineData("foreach (var flow in paths.Select(p => Load(p).WithId(p))) await client.EnqueueAsync(flow);")]
    [InlineData("await client.EnqueueAsync(Group.Of(paths.Select(p => Load(p))).WithId(\"x\"));")]
    [InlineData("await client.EnqueueAsync(Group.Of(Load(\"a\")).Settled().WithId(\"x\"));")]
    [InlineData("await client.EnqueueAsync(slow ? Load(\"a\").WithId(\"x\") : Load(\"b\"));")]
    [InlineData("Use(Load(\"a\").WithId(\"x\"));")]
    [InlineData("var pair = (Load(\"a\").WithId(\"x\"), Load(\"b\").WithId(\"y\")); await client.EnqueueAsync(pair.Item1); await client.EnqueueAsync(pair.Item2);")]
    [InlineData("var options = new Other().WithId(\"x\") | new Other();")]
    public Task IsSilent(string code) => Check.Silent<RootOptionAnalyzer>(Source(code));

    [Theory]
    [InlineData("public static ISignature<string> Do(string path) => Tasks.Load(path).[|WithId|](path);")]
    [InlineData("public static ISignature<string> Do(string path) { return Tasks.Load(path).[|WithId|](path); }")]
    [InlineData("public static ISignature<string> Do(string path) => path.Length > 3 ? Tasks.Load(path).[|WithId|](path) : Tasks.Load(\"a\");")]
    [InlineData("public static ISignature<string> Do(string path) { var flow = Tasks.Load(path).[|WithId|](path); return flow; }")]
    [InlineData("public static async Task<ISignature<string>> Do(string path) { await Task.Yield(); return Tasks.Load(path).[|WithId|](path); }")]
    [InlineData("public static Task<ISignature<string>> Do(string path) => Task.FromResult<ISignature<string>>(Tasks.Load(path).[|WithId|](path));")]
    public async Task FiresOnWhatATaskReturns(string task) => Assert.Equal(
        [$"WithId binds to the flow that is enqueued, but 'Tasks.Load(path)' {Returned}"],
        await Check.Reports<RootOptionAnalyzer>(Plans("[Task] " + task)));

    [Theory]
    [InlineData("run => Signature.Value(run.Date).[|WithId|](\"x\")", "WithId")]
    [InlineData("run => { return Signature.Value(run.Date).[|InTurn|](\"x\"); }", "InTurn")]
    [InlineData("run => { var flow = Signature.Value(run.Date).[|Unique|](\"x\"); return flow.WithRetry(2); }", "Unique")]
    public async Task FiresOnWhatAScheduleComposes(string compose, string option) => Assert.Equal(
        [$"{option} binds to the flow that is enqueued, but 'Signature.Value(run.Date)' is composed by a schedule, which names its flows by their occurrences and says by Overlap which of them run beside each other: leave it out"],
        await Check.Reports<RootOptionAnalyzer>(ScheduleSource.Call($"builder.AddSchedule(\"x\", \"0 9 * * *\", {compose})")));

    [Fact]
    public Task IsSilentOnTheNameOfWhatAScheduleComposes() => Check.Silent<RootOptionAnalyzer>(
        ScheduleSource.Call("builder.AddSchedule(\"x\", \"0 9 * * *\", static run => Signature.Value(run.Date).Named(\"x\"))"));

    [Theory]
    [InlineData("public static ISignature<string> Do(string path) => Tasks.Load(path).WithId(path);")]
    [InlineData("[Task] public static async Task Do(string path, TaskContext context) => await context.EnqueueAsync(Tasks.Load(path).WithId(path));")]
    [InlineData("[Task] public static ISignature<string> Do(string path) { ISignature<string> Made() => Tasks.Load(path).WithId(path); Use(Made()); return Tasks.Load(path); }")]
    [InlineData("[Task] public static ISignature<string> Do(string path) { Func<ISignature<string>> made = () => Tasks.Load(path).WithId(path); Use(made()); return Tasks.Load(path); }")]
    public Task IsSilentBesideReturnedPlans(string task) => Check.Silent<RootOptionAnalyzer>(Plans(task));

    [Theory]
    [InlineData("var x = Load(\"a\").[|WithId|](\"x\") | Resize(1);", "var x = (Load(\"a\") | Resize(1)).WithId(\"x\");")]
    [InlineData("await client.EnqueueAsync(Load(\"a\") | Resize(1).[|WithId|](\"x\"));", "await client.EnqueueAsync((Load(\"a\") | Resize(1)).WithId(\"x\"));")]
    [InlineData("await client.EnqueueAsync((Load(\"a\").[|WithId|](\"x\") | Resize(1)).WithRetry(3));", "await client.EnqueueAsync((Load(\"a\") | Resize(1)).WithId(\"x\").WithRetry(3));")]
    [InlineData("var x = Group.Of(Load(\"a\"), Load(\"b\").[|Named|](\"x\").WithRetry(2));", "var x = Group.Of(Load(\"a\"), Load(\"b\").WithRetry(2)).Named(\"x\");")]
    [InlineData("var x = (Load(\"a\").[|Unique|](\"x\"), Load(\"b\")) | Pair();", "var x = ((Load(\"a\"), Load(\"b\")) | Pair()).Unique(\"x\");")]
    [InlineData("await client.EnqueueAsync(Load(\"a\").[|InTurn|](\"x\", 3) | Resize(1));", "await client.EnqueueAsync((Load(\"a\") | Resize(1)).InTurn(\"x\", 3));")]
    [InlineData("await client.EnqueueAsync((Load(\"a\").[|WithId|](\"x\") | Resize(1)).InTurn(\"k\"));", "await client.EnqueueAsync((Load(\"a\") | Resize(1)).WithId(\"x\").InTurn(\"k\"));")]
    [InlineData("var x = Load(\"a\").[|WithId|](\"x\").Settled();", "var x = Load(\"a\").Settled().WithId(\"x\");")]
    [InlineData("var x = Load(\"a\").Then(Resize(1).[|WithId|](\"x\"));", "var x = Load(\"a\").Then(Resize(1)).WithId(\"x\");")]
    public Task MovesItToTheWhole(string code, string expected) => Check.Fixes<RootOptionAnalyzer, RootOptionFix>(Source(code), Source(expected));

    [Fact]
    public Task LeavesItOutOfWhatATaskReturns() => Check.Fixes<RootOptionAnalyzer, RootOptionFix>(
        Plans("[Task] public static ISignature<string> Do(string path) => Tasks.Load(path).[|WithId|](path);"),
        Plans("[Task] public static ISignature<string> Do(string path) => Tasks.Load(path);"));

    [Theory]
    [InlineData("var x = Group.Of(paths.Select(p => Load(p).[|WithId|](p)));")]
    [InlineData("var x = (Load(\"a\").[|WithId|](\"x\") | Resize(1)).WithId(\"y\");")]
    [InlineData("var first = Load(\"a\").[|WithId|](\"x\"); await client.EnqueueAsync(first | Resize(1));")]
    [InlineData("var x = (slow ? Load(\"a\").[|WithId|](\"x\") : Load(\"b\")) | Resize(1);")]
    public Task OffersNothingWhereItIsNotSure(string code) => Check.OffersNoFix<RootOptionAnalyzer, RootOptionFix>(Source(code));

    private static string Source(string code) => $$"""
        using System.Linq;
        using static Steps;

        class Test
        {
            async Task Run(ITaskClient client, string[] paths, bool slow)
            {
                await Task.Yield();
                {{code}}
            }
        }

        static class Steps
        {
            public static void Use(object value) { }
            public static Signature<string> Load(string path) => null!;
            public static Signature<string, int> Resize(int width) => null!;
            public static Signature<string, string> Turn() => null!;
            public static Signature<(string, string), int> Pair() => null!;
        }

        class Other
        {
            public Other WithId(string id) => this;
            public static Other operator |(Other a, Other b) => a;
        }
        """;

    private static string Plans(string task) => $$"""
        static partial class Flows
        {
            {{task}}

            static void Use(object value) { }

            public static class Tasks
            {
                public static Signature<string> Load(string path) => null!;
            }
        }
        """;
}

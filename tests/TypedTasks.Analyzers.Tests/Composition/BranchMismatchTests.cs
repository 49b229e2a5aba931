using TypedTasks.Analyzers.Composition;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Composition;

public class BranchMismatchTests
{
    [Theory]
    [InlineData("Load(\"a\").Recover([|Frame()|])", "'Frame()' cannot stand in Recover of 'Load(\"a\")': it takes Photo, but is given the failure, a TaskFailure; take that, or give it its argument here")]
    [InlineData("Load(\"a\").Recover([|Explain()|])", "'Explain()' cannot stand in Recover of 'Load(\"a\")': it yields string, but stands in for the result, Photo")]
    [InlineData("Load(\"a\").Recover([|Clean()|])", "'Clean()' cannot stand in Recover of 'Load(\"a\")': it yields nothing, but stands in for the result, Photo")]
    [InlineData("Load(\"a\").OnError([|Frame()|])", "'Frame()' cannot stand in OnError of 'Load(\"a\")': it takes Photo, but is given the failure, a TaskFailure; take that, or give it its argument here")]
    [InlineData("Load(\"a\").OnSuccess([|Print()|])", "'Print()' cannot stand in OnSuccess of 'Load(\"a\")': it takes Card, but is given the result, Photo; take that, or give it its argument here")]
    [InlineData("Load(\"a\").CompensateWith([|Print()|])", "'Print()' cannot stand in CompensateWith of 'Load(\"a\")': it takes Card, but is given the result, Photo; take that, or give it its argument here")]
    [InlineData("(Load(\"a\") | Frame()).CompensateWith([|Frame()|])", "'Frame()' cannot stand in CompensateWith of 'Frame()': it takes Photo, but is given the result, Card; take that, or give it its argument here")]
    [InlineData("Clean().CompensateWith([|Print()|])", "'Print()' cannot stand in CompensateWith of 'Clean()': it takes Card, but is given nothing, because the step yields nothing; take that, or give it its argument here")]
    [InlineData("Load(\"a\").OnError([|(Clean(), Clean())|])", "'(Clean(), Clean())' cannot stand in OnError of 'Load(\"a\")': it is a tuple; make it one step, (Clean(), Clean()).Join()")]
    public async Task Fires(string code, string message) =>
        Assert.Equal([message], await Check.Reports<BranchMismatchAnalyzer>(Source(code)));

    [Theory]
    [InlineData("Load(\"a\").Recover(Fallback())")]
    [InlineData("Load(\"a\").Recover(Load(\"b\"))")]
    [InlineData("Load(\"a\").OnError(Explain())")]
    [InlineData("Load(\"a\").OnError(Clean())")]
    [InlineData("Load(\"a\").OnSuccess(Frame())")]
    [InlineData("(Load(\"a\") | Frame()).CompensateWith(Print())")]
    [InlineData("Load(\"a\").CompensateWith(5)")]
    [InlineData("new Other().Recover(Frame())")]
    public Task IsSilent(string code) => Check.Silent<BranchMismatchAnalyzer>(Source(code));

    [Fact]
    public Task Fixes() => Check.Fixes<BranchMismatchAnalyzer, PartialEnqueuedFix>(
        Source("Load(\"a\").CompensateWith([|Print()|])"), Source("Load(\"a\").CompensateWith(Print(card))"));

    private static string Source(string code) => $$"""
        using static Steps;
        record Photo; record Card;
        class Other { public object Recover(object o) => o; }
        class Test { object Run(Card card) => {{code}}; }

        static class Steps
        {
            public static Signature<Photo> Load(string path) => null!;
            public static Signature<Photo, Card> Frame() => null!;
            public static Signature<Card, Unit> Print() => null!;
            public static Signature<Unit> Print(Card card) => null!;
            public static Signature<TaskFailure, Photo> Fallback() => null!;
            public static Signature<TaskFailure, string> Explain() => null!;
            public static Signature<Unit> Clean() => null!;
        }
        """;
}

using TypedTasks.Analyzers.Composition;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Composition;

public class MissingFactoryTests
{
    [Fact]
    public async Task FiresWhereAPartialFormIsAnotherTasksCompleteOne() => Assert.Equal(
        ["No factory of 'C.Add(string, int)' leaves out (text): such a call is the complete one of 'C.Add(int)' already; give one of the methods another name"],
        await Check.Reports<MissingFactoryAnalyzer>("""
            static partial class C
            {
                [Task("a")] public static int [|Add|](string text, int number) => 1;
                [Task("b")] public static int Add(int number = 1) => 1;
            }
            """));

    [Fact]
    public async Task FiresOnBothOfEqualPartialForms() => Assert.Equal(
        [
            "No factory of 'C.Add(string, int)' leaves out (text) or (text, number): such a call could as well mean 'C.Add(long, int)'; give one of the methods another name",
            "No factory of 'C.Add(long, int)' leaves out (big) or (big, number): such a call could as well mean 'C.Add(string, int)'; give one of the methods another name",
        ],
        await Check.Reports<MissingFactoryAnalyzer>("""
            static partial class C
            {
                [Task("a")] public static int [|Add|](string text, int number) => 1;
                [Task("b")] public static int [|Add|](long big, int number) => 1;
            }
            """));

    [Fact]
    public async Task FiresOnALongTuple() => Assert.Equal(
        ["No factory of 'C.Do(int, int, int, int, int, int, int, int)' leaves out (a, b, c, d, e, f, g, h): a tuple of more than 7 does not travel; take a record instead"],
        await Check.Reports<MissingFactoryAnalyzer>("static partial class C { [Task] public static void [|Do|](int a, int b, int c, int d, int e, int f, int g, int h) { } }"));

    [Theory]
    [InlineData("static partial class C { [Task(\"a\")] public static int Add(string text, int number) => 1; [Task(\"b\")] public static int Add(long number = 1) => 1; }")]
    [InlineData("static partial class C { [Task] public static int Add(string text, int number) => 1; public static int Add(int number) => 1; }")]
    [InlineData("static partial class C { [Task] public static int Add(int a, int b, int c, int d, int e, int f, int g) => 1; }")]
    public Task IsSilent(string source) => Check.Silent<MissingFactoryAnalyzer>(source);
}

using TypedTasks.Analyzers.Shape;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Shape;

public class OverloadedTaskTests
{
    [Fact]
    public async Task Fires()
    {
        var messages = await Check.Reports<OverloadedTaskAnalyzer>("""
            public static partial class Photos
            {
                [Task] public static void [|Resize|](string path, int width, CancellationToken ct) { }
                [Task] public static void [|Resize|](Uri address) { }
                [Task("photos.resize")] public static void Resize(int id) { }
            }
            """);

        Assert.Equal(
            [
                "'Photos.Resize(string, int, CancellationToken)' is one of 3 tasks called Resize: give each a name that messages can carry, such as [Task(\"photos.resize-string-int32\")]",
                "'Photos.Resize(Uri)' is one of 3 tasks called Resize: give each a name that messages can carry, such as [Task(\"photos.resize-uri\")]",
            ],
            messages);
    }

    [Theory]
    [InlineData("partial class C { [Task(\"a\")] void Do() { } [Task(\"b\")] void Do(int x) { } }")]
    [InlineData("partial class C { [Task] void Do() { } void Do(int x) { } }")]
    [InlineData("partial class C { [Task] void Do() { } [Task] void Run() { } }")]
    [InlineData("partial class C { [Task] void Do() { } } partial class D { [Task] void Do() { } }")]
    public Task IsSilent(string source) => Check.Silent<OverloadedTaskAnalyzer>(source);

    [Theory]
    [InlineData("task photos.resize(path: string, width: int): nothing", "[Task(\"photos.resize\")]", "[Task(\"photos.resize-uri\", Queue = \"cpu\")]")]
    [InlineData("task photos.resize(address: System.Uri): nothing", "[Task(\"photos.resize-string-int32\")]", "[Task(\"photos.resize\", Queue = \"cpu\")]")]
    public Task TheOneThatHasShippedKeepsItsName(string contract, string first, string second) => Check.Fixes<OverloadedTaskAnalyzer, OverloadedTaskFix>(
        Two("[Task]", "[Task(Queue = \"cpu\")]"), Two(first, second).Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal), contracts: contract + "\n");

    [Fact]
    public async Task WhereNothingSaysWhichHasShippedTheUserChoosesOneByOne()
    {
        var source = Two("[Task]", "[Task]").Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
        Assert.Equal(
            ["Keep the name \"photos.resize\" for this one", "Give it the name \"photos.resize-string-int32\"", "Keep the name \"photos.resize\" for this one", "Give it the name \"photos.resize-uri\""],
            await Titles.Of<OverloadedTaskAnalyzer, OverloadedTaskFix>(source));
        Assert.Equal(["Give it the name \"photos.resize-uri\""], await Titles.Of<OverloadedTaskAnalyzer, OverloadedTaskFix>(source.Replace("[Task] public static void Resize(string", "[Task(\"photos.resize\")] public static void Resize(string", StringComparison.Ordinal)));
        Assert.False(await Fixing.IsOfferedForAll(Project.Create(source), new OverloadedTaskAnalyzer(), new OverloadedTaskFix()));
    }

    private static string Two(string first, string second) => $$"""
        static partial class Photos
        {
            {{first}} public static void [|Resize|](string path, int width) { }

            {{second}}
            public static void [|Resize|](Uri address) { }
        }
        """;
}

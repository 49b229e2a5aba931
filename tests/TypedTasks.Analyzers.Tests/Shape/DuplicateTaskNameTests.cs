using TypedTasks.Analyzers.Shape;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Shape;

public class DuplicateTaskNameTests
{
    [Fact]
    public async Task Fires()
    {
        var messages = await Check.Reports<DuplicateTaskNameAnalyzer>("""
            namespace Shop { public static partial class Photos { [Task] public static void [|Load|]() { } } }
            namespace Blog { public static partial class Photos { [Task] public static void [|Load|](string path) { } } }
            namespace Blog { public static partial class Other { [Task("photos.load")] public static void [|Read|]() { } } }
            """);

        Assert.Equal(
            [
                "'Photos.Load()' and 'Other.Read()' are both the task 'photos.load', so a message could not say which is meant: give one another name with [Task(\"…\")]",
                "'Photos.Load(string)' and 'Other.Read()' are both the task 'photos.load', so a message could not say which is meant: give one another name with [Task(\"…\")]",
                "'Other.Read()' and 'Photos.Load(string)' are both the task 'photos.load', so a message could not say which is meant: give one another name with [Task(\"…\")]",
            ],
            messages);
    }

    [Fact]
    public Task FiresInNestedClasses() => Check.Reports<DuplicateTaskNameAnalyzer>("""
        partial class A { public partial class Work { [Task] void [|Do|]() { } } }
        partial class B { public partial class Work { [Task] void [|Do|]() { } } }
        """);

    /// <summary>The mark may have another name in the file or in all files, given directly or by way of another.</summary>
    [Theory]
    [InlineData("using JobAttribute = TypedTasks.TaskAttribute; partial class C { [Job] void [|Do|]() { } [Task(\"c.do\")] void [|Run|]() { } }")]
    [InlineData("global using Job = TypedTasks.TaskAttribute; partial class C { [Job] void [|Do|]() { } [Job(\"c.do\")] void [|Run|]() { } }")]
    [InlineData("global using Job = TypedTasks.TaskAttribute; namespace N { using Work = Job; partial class C { [Work] void [|Do|]() { } [global::TypedTasks.Task(\"c.do\")] void [|Run|]() { } } }")]
    public Task FiresUnderAnotherNameOfTheMark(string source) => Check.Reports<DuplicateTaskNameAnalyzer>(source);

    [Theory]
    [InlineData("using Job = Acme.TaskAttribute; partial class C { [Job] void Do() { } [Task(\"c.do\")] void Run() { } } namespace Acme { class TaskAttribute : Attribute; }")]
    [InlineData("partial class C { [Task] void Do() { } [Task(\"c.do\")] void Run() { } } class TaskAttribute : Attribute;")]
    public Task IsSilentOfOtherMarks(string source) => Check.Silent<DuplicateTaskNameAnalyzer>(source);

    [Theory]
    [InlineData("partial class C { [Task] void Do() { } [Task] void Run() { } }")]
    [InlineData("partial class C { [Task] void Do() { } } partial class D { [Task] void Do() { } }")]
    [InlineData("partial class C { [Task(Aliases = [\"c.do\", \"c.make\", \"c.make\"])] void Do() { } [Task(Aliases = new[] { \"c.walk\" })] void Run() { } }")]
    [InlineData("partial class C { [Task] void Do() { } [Task] void Do(int overload) { } }")]
    [InlineData("partial class C { [Task(\"a\")] void Do() { } [Task(\"A\")] void Run() { } }")]
    public Task IsSilent(string source) => Check.Silent<DuplicateTaskNameAnalyzer>(source);

    [Theory]
    [InlineData("[\"a.b\", \"c.run\"]")]
    [InlineData("new[] { \"a.b\", \"c.run\" }")]
    [InlineData("new string[] { \"c.run\" }")]
    [InlineData("[C.Old]")]
    public async Task FiresOnAliases(string aliases) => Assert.Equal(
        [
            "'C.Do()' and 'C.Run()' are both the task 'c.run', so a message could not say which is meant: take it out of Aliases, or give the other another name",
            "'C.Run()' and 'C.Do()' are both the task 'c.run', so a message could not say which is meant: give one another name with [Task(\"…\")]",
        ],
        await Check.Reports<DuplicateTaskNameAnalyzer>($"partial class C {{ public const string Old = \"c.run\"; [Task(Aliases = {aliases})] void [|Do|]() {{ }} [Task] void [|Run|]() {{ }} }}"));

    [Fact]
    public Task FiresOnTheSameAliasTwice() => Check.Reports<DuplicateTaskNameAnalyzer>(
        "partial class C { [Task(Aliases = [\"old\"])] void [|Do|]() { } [Task(Aliases = [\"old\"])] void [|Run|]() { } }");

    [Fact]
    public async Task FiresOnAliasesAcrossAssemblies() => Assert.Equal(
        [
            "'Photos.Load()' and 'Pictures.Read()' of the assembly Library are both the task 'photos.load', so a message could not say which is meant: give one another name with [Task(\"…\")]",
            "'Photos.Own()' and 'Pictures.Other()' of the assembly Library are both the task 'pictures.other', so a message could not say which is meant: take it out of Aliases, or give the other another name",
        ],
        await Check.ReportsWithLibrary<DuplicateTaskNameAnalyzer>(
            "static partial class Photos { [Task] public static void [|Load|]() { } [Task(Aliases = [\"pictures.other\"])] public static void [|Own|]() { } }",
            "public static class Pictures { [Task(Aliases = [\"photos.load\"])] public static void Read() { } [Task] public static void Other() { } }"));

    [Fact]
    public async Task FiresAcrossAssemblies() => Assert.Equal(
        ["'Photos.Load()' and 'Pictures.Read()' of the assembly Library are both the task 'photos.load', so a message could not say which is meant: give one another name with [Task(\"…\")]"],
        await Check.ReportsWithLibrary<DuplicateTaskNameAnalyzer>(
            "static partial class Photos { [Task] public static void [|Load|]() { } [Task] public static void Own() { } }",
            "public static class Pictures { [Task(\"photos.load\")] public static void Read() { } [Task] public static void Other() { } }"));

    /// <summary>Messages in flight carry the name: the task that they are for keeps it.</summary>
    [Theory]
    [InlineData("task photos.load(path: string): nothing", "[Task(\"blog.photos.load\")]", "[Task]", "[Task(\"zoo.feed\", Queue = \"a\")]")]
    [InlineData("task photos.load(): nothing", "[Task]", "[Task(\"shop.photos.load\")]", "[Task(\"zoo.feed\", Queue = \"a\")]")]
    [InlineData("task photos.load(meat: int): nothing", "[Task(\"blog.photos.load\")]", "[Task(\"shop.photos.load\")]", "[Task(\"photos.load\", Queue = \"a\")]")]
    public Task FixesAllButTheOneThatHasShipped(string contract, string blog, string shop, string zoo) => Check.Fixes<DuplicateTaskNameAnalyzer, OverloadedTaskFix>(
        Three("[Task]", "[Task]", "[Task(\"photos.load\", Queue = \"a\")]"),
        Three(blog, shop, zoo).Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal),
        contracts: contract + "\n");

    [Theory]
    [InlineData(null)]
    [InlineData("task photos.load(other: int): nothing\n")]
    public async Task WhereNothingSaysWhichHasShippedTheUserChoosesOneByOne(string? contracts)
    {
        var source = Three("[Task]", "[Task]", "[Task(\"photos.load\")]").Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
        var document = contracts is null ? Project.Create(source) : Project.CreateWithContracts(source, contracts);
        var titles = new List<string>();
        foreach (var diagnostic in await Project.Analyze(document, new DuplicateTaskNameAnalyzer()))
            titles.AddRange((await Fixing.Actions(document, diagnostic, new OverloadedTaskFix())).Select(static a => a.Title));
        Assert.Equal(["Give it the name \"blog.photos.load\"", "Give it the name \"shop.photos.load\"", "Give it the name \"zoo.feed\""], titles);
        Assert.False(await Fixing.IsOfferedForAll(document, new DuplicateTaskNameAnalyzer(), new OverloadedTaskFix()));
    }

    private static string Three(string blog, string shop, string zoo) => $$"""
        namespace Blog { static partial class Photos { {{blog}} public static void [|Load|]() { } } }
        namespace Shop { static partial class Photos { {{shop}} public static void [|Load|](string path) { } } }
        namespace Shop { static partial class Zoo { {{zoo}} public static void [|Feed|](int meat) { } } }
        """;
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Analyzers.Serialization;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.CodeFixes;
using Project = TypedTasks.Analyzers.Tests.Harness.Project;

namespace TypedTasks.Analyzers.Tests.Serialization;

public class UncoveredTypeTests
{
    private const string Types = """
        namespace Demo;
        public record Photo(string Path, Place Place);
        public record Place(double X);
        public record Card(string Title);
        public enum Colour { Red }
        """;

    private const string Context = """
        [assembly: TaskJsonContext(typeof(AppJson))]

        [System.Text.Json.Serialization.JsonSerializable(typeof(Demo.Photo))]
        internal abstract partial class AppJson : System.Text.Json.Serialization.JsonSerializerContext { protected AppJson() : base(null) { } }

        """;

    [Theory]
    [InlineData("Card card", "Parameter 'card' of task 'Do' needs Demo.Card, which no context knows, and reflection is off: the call throws when it is sent; add [JsonSerializable(typeof(Demo.Card))] to 'AppJson'")]
    [InlineData("IReadOnlyList<Card?> cards", "Parameter 'cards' of task 'Do' needs Demo.Card, which no context knows, and reflection is off: the call throws when it is sent; add [JsonSerializable(typeof(Demo.Card))] to 'AppJson'")]
    [InlineData("(Photo, Card) both", "Parameter 'both' of task 'Do' needs Demo.Card, which no context knows, and reflection is off: the call throws when it is sent; add [JsonSerializable(typeof(Demo.Card))] to 'AppJson'")]
    public async Task Fires(string parameter, string message) =>
        Assert.Equal([message], await Reports(Context + Source(parameter)));

    [Fact]
    public async Task FiresOnWhatAnEventSays() => Assert.Equal(
        ["The value of event 'Said' needs Demo.Card, which no context knows, and reflection is off: the call throws when it is sent; add [JsonSerializable(typeof(Demo.Card))] to 'AppJson'"],
        await Reports(Context + Types + "public static partial class Events { [TaskEvent(\"said\")] public static partial TaskEvent<Card> Said { get; } [TaskEvent(\"seen\")] public static partial TaskEvent<Photo> Seen { get; } }"));

    [Fact]
    public async Task FiresOnResultsAndWithoutAContext() => Assert.Equal(
        ["The result of task 'Do' needs Demo.Card, which no context knows, because none is named by [assembly: TaskJsonContext], and reflection is off: the call throws when it is sent; add [JsonSerializable(typeof(Demo.Card))] to a new one"],
        await Reports(Source("int x", "Task<Card>")));

    [Theory]
    [InlineData("Photo photo")]
    [InlineData("Place place")]
    [InlineData("List<Photo> photos")]
    [InlineData("int number, string text, Colour colour, Dictionary<string, DateTime?> map, (int, Guid) pair")]
    [InlineData("[FromServices] Card card")]
    [InlineData("CancellationToken ct")]
    public async Task IsSilent(string parameter) => Assert.Empty(await Reports(Context + Source(parameter)));

    [Theory]
    [InlineData("Signature.Value(new[] { 1, 2 })", "int[]", "new[] { 1, 2 }")]
    [InlineData("Signature.Value(new Demo.Card(\"a\"))", "Demo.Card", "new Demo.Card(\"a\")")]
    [InlineData("Signature.Value((1, new List<Guid>()))", "System.Collections.Generic.List<System.Guid>", "(1, new List<Guid>())")]
    [InlineData("client.EnqueueAsync(x, new[] { 1L })", "long[]", "new[] { 1L }")]
    public async Task FiresOnValuesThatFlowsBeginWith(string given, string type, string value) => Assert.Equal(
        [$"The value '{value}' needs {type}, which no context knows, and reflection is off: the call throws when it is sent; add [JsonSerializable(typeof({type}))] to 'AppJson'"],
        await Reports(Context + Given(given)));

    [Theory]
    [InlineData("Signature.Value(1)")]
    [InlineData("Signature.Value((1, \"a\", Guid.Empty))")]
    [InlineData("Signature.Value(new Demo.Photo(\"a\", new(1)))")]
    [InlineData("Signature.Value(new List<int>())")]
    public async Task IsSilentOnValuesThatAreKnown(string given) => Assert.Empty(await Reports(Context + Given(given)));

    private static string Given(string given) => Source("List<int> numbers") + $"public static class Start {{ public static object Run(ITaskClient client, ISignature<long[], int> x) => {given}; }}";

    [Theory]
    [InlineData("build_property.JsonSerializerIsReflectionEnabledByDefault = true\nbuild_property.PublishAot = true", 0)]
    [InlineData("build_property.JsonSerializerIsReflectionEnabledByDefault = false", 1)]
    [InlineData("build_property.PublishAot = false", 0)]
    public async Task SpeaksOnlyWhereReflectionIsOff(string property, int count) =>
        Assert.Equal(count, (await Project.Analyze(Project.CreateForAot(Source("Card card"), property), new UncoveredTypeAnalyzer())).Length);

    [Fact]
    public async Task AddsToTheContext()
    {
        const string source = """
            using System.Text.Json.Serialization;
            [assembly: TaskJsonContext(typeof(AppJson))]

            // Words.
            [JsonSerializable(typeof(int))]
            internal abstract partial class AppJson : JsonSerializerContext { protected AppJson() : base(null) { } }

            public record Card(string Title);
            public record Photo(string Path);
            static partial class C { [Task] public static Card Do(Photo photo) => null!; }
            """;
        Assert.Equal(
            [source.Replace("typeof(int))]\n", "typeof(int))]\n[JsonSerializable(typeof(Card))]\n[JsonSerializable(typeof(Photo))]\n", StringComparison.Ordinal)],
            await FixAll(source));
    }

    [Fact]
    public async Task AddsTheFirstToAContextWithoutAny()
    {
        const string source = """
            [assembly: TaskJsonContext(typeof(AppJson))]

            internal abstract partial class AppJson : System.Text.Json.Serialization.JsonSerializerContext { protected AppJson() : base(null) { } }

            public record Card(string Title);
            static partial class C { [Task] public static void Do(Card card) { } }
            """;
        Assert.Equal(
            [source.Replace("internal abstract", "[System.Text.Json.Serialization.JsonSerializable(typeof(Card))]\ninternal abstract", StringComparison.Ordinal)],
            await FixAll(source));
    }

    [Fact]
    public async Task MakesAContext()
    {
        const string source = "public record Card(string Title); static partial class C { [Task] public static void Do(Card card) { } }";
        Assert.Equal(
            [
                source,
                """
                using System.Text.Json.Serialization;

                [assembly: TypedTasks.TaskJsonContext(typeof(TaskJson))]

                [JsonSerializable(typeof(Card))]
                internal sealed partial class TaskJson : JsonSerializerContext;

                """,
            ],
            await FixAll(source));
    }

    [Fact]
    public async Task TheContextIsAFileOfItsOwnAndNamesEachTypeOnALine()
    {
        var document = Project.CreateForAot("public record Card(string Title); public record Photo(string Path); static partial class C { [Task] public static Card Do(Photo photo) => null!; }");
        var all = await Fixing.Change(document, await All(document));
        var made = all.Project.Documents.Single(static d => d.Name is not ("Usings.cs" or "Source.cs"));
        Assert.Equal("TaskJson.cs", made.Name);
        Assert.Contains("[JsonSerializable(typeof(Card))]\n[JsonSerializable(typeof(Photo))]\ninternal sealed partial class TaskJson", (await made.GetTextAsync()).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheTitlesSayWhatIsAdded()
    {
        var document = Project.CreateForAot("public record Card(string Title); static partial class C { [Task] public static void Do(Card card) { } }");
        var one = Assert.Single(await Fixing.Actions(document, (await Project.Analyze(document, new UncoveredTypeAnalyzer()))[0], new UncoveredTypeFix()));
        Assert.Equal(("Add Card to the JSON context", "Add all types to the JSON context"), (one.Title, (await All(document)).Title));
    }

    [Theory]
    [InlineData("// Words.\ninternal abstract partial class AppJson", "// Words.\n{0}\n{1}\ninternal abstract partial class AppJson")]
    [InlineData("class AppJson", "{0}\n{1}\nclass AppJson")]
    [InlineData("[Obsolete]\npartial class AppJson", "[Obsolete]\n{0}\n{1}\npartial class AppJson")]
    public async Task EachTypeStandsOnALineOfItsOwn(string before, string after)
    {
        var source = $$"""
            [assembly: TaskJsonContext(typeof(AppJson))]

            {{before}} : System.Text.Json.Serialization.JsonSerializerContext { protected AppJson() : base(null) { } }

            public record Card(string Title);
            public record Photo(string Path);
            static partial class C { [Task] public static Card Do(Photo photo) => null!; }
            """;
        var document = Project.CreateForAot(source);
        after = after
            .Replace("{0}", "[System.Text.Json.Serialization.JsonSerializable(typeof(Card))]", StringComparison.Ordinal)
            .Replace("{1}", "[System.Text.Json.Serialization.JsonSerializable(typeof(Photo))]", StringComparison.Ordinal);
        Assert.Equal(source.Replace(before, after, StringComparison.Ordinal), Assert.Single(await Texts(await Fixing.Change(document, await All(document)))));
    }

    [Fact]
    public async Task WhatAGeneratorWroteIsNotEdited()
    {
        const string context = "[assembly: TaskJsonContext(typeof(AppJson))]\npartial class AppJson : System.Text.Json.Serialization.JsonSerializerContext { protected AppJson() : base(null) { } }\n";
        var document = Project.CreateForAot("public record Card(string Title); static partial class C { [Task] public static void Do(Card card) { } }");
        document = document.Project
            .AddDocument("AppJson.g.cs", "partial class AppJson { }", filePath: "/demo/AppJson.g.cs").Project
            .AddDocument("AppJson.cs", context, filePath: "/demo/AppJson.cs").Project
            .GetDocument(document.Id)!;
        var all = (await Fixing.Change(document, await All(document))).Project;
        Assert.Equal("partial class AppJson { }", (await all.Documents.Single(static d => d.Name == "AppJson.g.cs").GetTextAsync()).ToString());
        Assert.Contains("typeof(Card)", (await all.Documents.Single(static d => d.Name == "AppJson.cs").GetTextAsync()).ToString(), StringComparison.Ordinal);
    }

    private static async Task<Microsoft.CodeAnalysis.CodeActions.CodeAction> All(Document document)
    {
        var fix = new UncoveredTypeFix();
        var first = (await Fixing.Actions(document, (await Project.Analyze(document, new UncoveredTypeAnalyzer()))[0], fix))[0];
        var context = new FixAllContext(document, fix, FixAllScope.Project, first.EquivalenceKey!, fix.FixableDiagnosticIds, new Found(), default);
        return (await fix.GetFixAllProvider().GetFixAsync(context))!;
    }

    private static async Task<IReadOnlyList<string>> Reports(string source) =>
        [.. (await Project.Analyze(Project.CreateForAot(source), new UncoveredTypeAnalyzer())).Select(static d => d.GetMessage())];

    /// <summary>One by one and all at once: the same.</summary>
    private static async Task<IReadOnlyList<string>> FixAll(string source)
    {
        var fix = new UncoveredTypeFix();
        var document = Project.CreateForAot(source);
        var all = await Texts(await Fixing.Change(document, await All(document)));
        var one = document;
        while ((await Project.Analyze(one, new UncoveredTypeAnalyzer())) is [var next, ..] && one.Project.Documents.Count() == 2)
            one = await Fixing.Change(one, Assert.Single(await Fixing.Actions(one, next, fix)));
        Assert.Equal(all.Select(static t => t.Length), (await Texts(one)).Select(static t => t.Length));
        return all;
    }

    private static async Task<IReadOnlyList<string>> Texts(Document document)
    {
        var texts = new List<string>();
        foreach (var d in document.Project.Documents.Where(static d => d.Name != "Usings.cs"))
            texts.Add((await d.GetTextAsync()).ToString());
        return texts;
    }

    private static string Source(string parameter, string result = "void") =>
        Types.Replace("namespace Demo;", "namespace Demo {", StringComparison.Ordinal)
        + $"\nstatic partial class C {{ [Task] public static {result} Do({parameter}) => throw null!; }} }}";

    private sealed class Found : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Microsoft.CodeAnalysis.Project project, CancellationToken cancellationToken) =>
            await Project.Analyze(project.Documents.Single(static d => d.Name == "Source.cs"), new UncoveredTypeAnalyzer());

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            GetAllDiagnosticsAsync(document.Project, cancellationToken);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Microsoft.CodeAnalysis.Project project, CancellationToken cancellationToken) =>
            GetAllDiagnosticsAsync(project, cancellationToken);
    }
}

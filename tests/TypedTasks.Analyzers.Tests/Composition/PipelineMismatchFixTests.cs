using TypedTasks.Analyzers.Composition;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Composition;

/// <summary>Each fix of a mismatch leaves a pipeline that compiles.</summary>
public class PipelineMismatchFixTests
{
    private const string Tasks = """
        record Photo; record Thumbnail; record Exif; record Card; record Sheet;

        static partial class Photos
        {
            public static class Tasks
            {
                public static Signature<Photo> Load(string path) => null!;
                public static Signature<string, Photo> Load() => null!;
                public static Signature<Thumbnail> Resize(Photo photo, int width) => null!;
                public static Signature<Photo, Thumbnail> Resize(int width) => null!;
                public static Signature<(Photo, int), Thumbnail> Resize() => null!;
                public static Signature<Exif> ReadExif(Photo photo) => null!;
                public static Signature<Photo, Exif> ReadExif() => null!;
                public static Signature<(Thumbnail, Exif), Card> MakeCard() => null!;
                public static Signature<Photo, Photo> Turn(int degrees = 90) => null!;
                public static Signature<Thumbnail, Card> Frame() => null!;
                public static Signature<IReadOnlyList<Photo>, Sheet> Gallery() => null!;
                public static Signature<Unit> Publish(Card card, string? channel = null) => null!;
                public static Signature<Card, Unit> Publish(string? channel = null) => null!;
                public static Signature<Unit> Print(Card card, string? paper = null, string? tray = null) => null!;
                public static Signature<Card, Unit> Print(string? paper = null, string? tray = null) => null!;
                public static Signature<Unit> Tell(Card card, params string[] names) => null!;
                public static Signature<Card, Unit> Tell(params string[] names) => null!;
                public static Signature<string[]> List(string folder) => null!;
                public static Signature<Unit> Clean() => null!;
                public static Signature<int> Count() => null!;
            }
        }

        static partial class Numbers
        {
            public static class Tasks
            {
                public static Signature<int, long> Widen() => null!;
                public static Signature<long, Unit> Store() => null!;
            }
        }
        """;

    [Theory]
    [InlineData("List(\"a\") | [|Load()|]", "List(\"a\") | Load().Each()", "")]
    [InlineData("List(\"a\") | ([|Load() | Resize(1)|])", "List(\"a\") | (Load() | Resize(1)).Each()", "")]
    [InlineData("List(\"a\") | [|Load()|] | Gallery()", "List(\"a\") | Load().Each() | Gallery()", "")]
    [InlineData("Load(\"a\") | [|ReadExif().Each()|]", "Load(\"a\") | ReadExif()", "")]
    [InlineData("Load(\"a\") | [|Gallery()|]", "Group.Of(Load(\"a\")) | Gallery()", "")]
    [InlineData("Load(\"a\") | Turn() | [|Gallery()|]", "Group.Of(Load(\"a\") | Turn()) | Gallery()", "")]
    [InlineData("(Load(\"a\"), Load(\"b\")) | [|Gallery()|]", "Group.Of(Load(\"a\"), Load(\"b\")) | Gallery()", "")]
    [InlineData("Load(\"a\") | (Turn(), Turn(180)) | [|Gallery()|]", "Load(\"a\") | Group.Of(Turn(), Turn(180)) | Gallery()", "")]
    [InlineData("Load(\"a\") | (ReadExif(), Resize(1)) | [|MakeCard()|]", "Load(\"a\") | (Resize(1), ReadExif()) | MakeCard()", "")]
    [InlineData("(ReadExif(photo), Resize(photo, 1)) | [|MakeCard()|]", "(Resize(photo, 1), ReadExif(photo)) | MakeCard()", "")]
    [InlineData("(Load(\"a\"), Load(\"b\")) | [|(Signature.Pass<(Photo, Photo)>(), Signature.Pass<(Photo, Photo)>())|]", "(Load(\"a\"), Load(\"b\")).Join() | (Signature.Pass<(Photo, Photo)>(), Signature.Pass<(Photo, Photo)>())", "")]
    [InlineData("Load(\"a\") >> [|ReadExif()|]", "Load(\"a\") | ReadExif()", "")]
    [InlineData("Load(\"a\") >> [|Publish()|]", "Load(\"a\") >> Publish(card)", "")]
    [InlineData("Load(\"a\") | [|ReadExif(photo)|]", "Load(\"a\") >> ReadExif(photo)", ">>")]
    [InlineData("Load(\"a\") | [|ReadExif(photo)|]", "Load(\"a\") | ReadExif()", "Let the step before")]
    [InlineData("Load(\"a\") | [|Resize(photo, 5)|] | Frame()", "Load(\"a\") | Resize(5) | Frame()", "Let the step before")]
    [InlineData("Load(\"a\") | [|Resize()|]", "Load(\"a\") | Resize(width)", "")]
    [InlineData("Clean() | [|Publish()|]", "Clean() >> Publish(card)", "")]
    [InlineData("Clean() | [|Publish(channel: \"ops\")|]", "Clean() >> Publish(card, \"ops\")", "")]
    [InlineData("Clean() | [|Print(tray: \"a\")|]", "Clean() >> Print(card, tray: \"a\")", "")]
    [InlineData("Clean() | [|Print(tray: \"a\", paper: \"b\")|]", "Clean() >> Print(card, \"b\", \"a\")", "")]
    [InlineData("Clean() | [|Tell(\"a\", \"b\", \"c\")|]", "Clean() >> Tell(card, \"a\", \"b\", \"c\")", "")]
    [InlineData("Clean() | [|ReadExif()|]", "Clean() >> ReadExif(photo)", "")]
    [InlineData("Load(\"a\") | Resize(1) | [|Publish()|]", "Load(\"a\") | Resize(1) | Frame() | Publish()", "")]
    [InlineData("Load(\"a\") | [|Frame()|]", "Load(\"a\") | Numbers2.Tasks.Shrink() | Frame()", "Numbers2")]
    [InlineData("Count() | [|Numbers.Tasks.Store()|]", "Count() | Numbers.Tasks.Widen() | Numbers.Tasks.Store()", "")]
    [InlineData("Load(\"a\") | [|(ReadExif(), Frame())|]", "Load(\"a\") | (ReadExif(), Numbers2.Tasks.Shrink() | Frame())", "")]
    [InlineData("Load(\"a\") >> [|(ReadExif(), Turn())|]", "Load(\"a\") | (ReadExif(), Turn())", "")]
    [InlineData("(Resize(photo, 1), ReadExif(photo)) | [|Publish()|]", "(Resize(photo, 1), ReadExif(photo)) | MakeCard() | Publish()", "")]
    [InlineData("Chain.Of(List(\"a\"), [|Load()|], Gallery())", "Chain.Of(List(\"a\"), Load().Each(), Gallery())", "")]
    [InlineData("List(\"a\").Then([|Load()|])", "List(\"a\").Then(Load().Each())", "")]
    [InlineData("Clean().ThenIgnoringResult([|Publish()|])", "Clean().ThenIgnoringResult(Publish(card))", "")]
    [InlineData("Group.Of(Load(\"a\"), [|ReadExif(photo)|])", "(Load(\"a\"), ReadExif(photo)).Join()", "")]
    [InlineData("Group.Of(Resize(photo, 1), [|ReadExif(photo)|]) | MakeCard()", "(Resize(photo, 1), ReadExif(photo)) | MakeCard()", "")]
    [InlineData("Group.Of(Turn(), [|Load(\"a\")|])", "Group.Of(Turn(), Signature.Pass<Photo>() >> Load(\"a\"))", "")]
    [InlineData("Group.Of(ReadExif(photo), [|ReadExif()|])", "Group.Of(ReadExif(photo), ReadExif(photo))", "")]
    public async Task Fixes(string pipeline, string expected, string title)
    {
        await Check.Fixes<PipelineMismatchAnalyzer, PipelineMismatchFix>(Source(pipeline), Source(expected), title);
        var compilation = await Project.Create(Source(expected)).Project.GetCompilationAsync();
        Assert.Empty(compilation!.GetDiagnostics().Where(static d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
    }

    [Theory]
    [InlineData("Load(\"a\") | [|Publish()|]")]
    [InlineData("(Load(\"a\"), ReadExif()) | [|MakeCard()|]")]
    [InlineData("Load(\"a\") | (Resize(1), ReadExif(), ReadExif()) | [|MakeCard()|]")]
    [InlineData("Load(\"a\") | [|(Gallery(), ReadExif())|]")]
    [InlineData("Load(\"a\") | [|(Resize(), ReadExif())|]")]
    [InlineData("Clean() | [|(Publish(), ReadExif())|]")]
    [InlineData("Clean() >> [|(Publish(), ReadExif())|]")]
    [InlineData("Chain.Of(Load(\"a\"), [|Gallery()|])")]
    [InlineData("Chain.Of(Load(\"a\"), [|ReadExif(photo)|])")]
    public Task OffersNothing(string pipeline) => Check.OffersNoFix<PipelineMismatchAnalyzer, PipelineMismatchFix>(Source(pipeline));

    /// <summary>Fix All inserts the step that was chosen, not another that would do as well.</summary>
    [Theory]
    [InlineData("(Load(\"a\") | [|Frame()|], Load(\"b\") | [|Frame()|])", "(Load(\"a\") | {0} | Frame(), Load(\"b\") | {0} | Frame())")]
    [InlineData("Load(\"a\") | [|(ReadExif(), Frame())|]", "Load(\"a\") | (ReadExif(), {0} | Frame())")]
    public async Task FixAllTakesTheWayThatWasChosen(string pipeline, string expected)
    {
        const string another = "static partial class Numbers3 { public static class Tasks { public static Signature<Photo, Thumbnail> Shrink() => null!; } }";
        foreach (var chosen in new[] { "Numbers2.Tasks.Shrink()", "Numbers3.Tasks.Shrink()" })
        {
            await Check.Fixes<PipelineMismatchAnalyzer, PipelineMismatchFix>(
                Source(pipeline) + another, Source(expected.Replace("{0}", chosen, StringComparison.Ordinal)) + another, chosen);
        }
    }

    /// <summary>A value at hand is taken where it is surely meant: the one of that name, or the only one of its type; else the user fills in.</summary>
    [Theory]
    [InlineData("", "Card zeta, Card card", "card")]
    [InlineData("Card alpha;", "Card zeta", "zeta")]
    [InlineData("Card card;", "Card zeta", "card")]
    [InlineData("Card alpha; Card beta { get; }", "", "card: TODO")]
    [InlineData("Card alpha { get; }", "", "alpha")]
    [InlineData("Card _card; Card alpha;", "", "_card")]
    [InlineData("static Card alpha;", "", "alpha")]
    [InlineData("", "Card alpha, Card beta", "card: TODO")]
    [InlineData("", "Card? card", "card: TODO")]
    [InlineData("Photo alpha;", "Thumbnail zeta", "card: TODO")]
    [InlineData("object TODO = 1;", "", "card: TODO_")]
    public Task TheMissingArgumentIsTheOneThatIsMeant(string members, string parameters, string argument) => Check.Fixes<PipelineMismatchAnalyzer, PipelineMismatchFix>(
        Around("return Clean() | [|Publish()|];", members, parameters),
        Around($"return Clean() >> Publish({argument});", members, parameters));

    [Theory]
    [InlineData("object first = Clean() | [|Publish()|]; Card card = null!; return (first, card);", "object first = Clean() >> Publish(card: TODO); Card card = null!; return (first, card);")]
    [InlineData("Card near = null!; return (near, Clean() | [|Publish()|]);", "Card near = null!; return (near, Clean() >> Publish(near));")]
    public Task WhatIsDeclaredLaterIsNotAtHand(string body, string expected) =>
        Check.Fixes<PipelineMismatchAnalyzer, PipelineMismatchFix>(Around(body, "", ""), Around(expected, "", ""));

    /// <summary>A number at hand may be any number.</summary>
    [Fact]
    public Task ANumberOfAnotherNameIsNotMeant() => Check.Fixes<PipelineMismatchAnalyzer, PipelineMismatchFix>(
        Around("return (Load(\"a\") | [|Resize()|], Clean());", "", "int height"),
        Around("return (Load(\"a\") | Resize(width: TODO), Clean());", "", "int height"));

    /// <summary>What a static function cannot see, and what an instance alone has, is not at hand.</summary>
    [Theory]
    [InlineData("static object Inner() => Clean() | [|Publish()|]; return Inner();", "Card card;", "Card other", "static object Inner() => Clean() >> Publish(card: TODO); return Inner();")]
    [InlineData("static object Inner(Card card) => Clean() | [|Publish()|]; return Inner(null!);", "", "", "static object Inner(Card card) => Clean() >> Publish(card); return Inner(null!);")]
    [InlineData("Card card; return Clean() | [|Publish()|];", "", "", "Card card; return Clean() >> Publish(card: TODO);")]
    public Task WhatCannotBeReadIsNotAtHand(string body, string members, string parameters, string expected) =>
        Check.Fixes<PipelineMismatchAnalyzer, PipelineMismatchFix>(Around(body, members, parameters), Around(expected, members, parameters));

    private static string Around(string body, string members, string parameters) =>
        $$"""
        using static Photos.Tasks;

        class Test
        {
            {{members}}
            object Run({{parameters}}) { {{body}} }
        }

        {{Tasks}}
        """;

    private static string Source(string pipeline) => $$"""
        using static Photos.Tasks;

        class Test
        {
            object Run(Photo photo, Card card, int width) => {{pipeline}};
        }

        static partial class Numbers2 { public static class Tasks { public static Signature<Photo, Thumbnail> Shrink() => null!; } }
        {{Tasks}}
        """;
}

using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedTasks.Generated;
using TypedTasks.Generators.Tests.Harness;

namespace TypedTasks.Generators.Tests;

/// <summary>Diagrams drawn from source are those that the signatures give when they run.</summary>
public class PipelineTests
{
    private const string Tasks = """
        namespace Gallery;

        public sealed record Photo(string Path);
        public sealed record Thumbnail(int Width);
        public sealed record Exif(string Camera);
        public sealed record Card(Thumbnail Thumbnail, Exif Exif);

        public static partial class Photos
        {
            [Task] public static Photo Load(string path) => new(path);
            [Task(Queue = "cpu")] public static Thumbnail Resize(Photo photo, int width) => new(width);
            [Task("photos.exif")] public static Exif ReadExif(Photo photo) => new(photo.Path);
            [Task] public static Card MakeCard(Thumbnail thumbnail, Exif exif) => new(thumbnail, exif);
            [Task] public static int Sheet(IReadOnlyList<Card> cards) => cards.Count;
            [Task] public static int Faces(IReadOnlyList<Thumbnail> thumbnails) => thumbnails.Count;
            [Task] public static string[] List(string folder) => [folder];
            [Task] public static Photo Blank(TaskFailure failure) => new("");
            [Task] public static void Alert(TaskFailure failure) { }
            [Task] public static void Clean() { }
            [Task] public static void Remove(Photo photo) { }
            [Task] public static int Tally(IReadOnlyList<Outcome<Photo>> photos) => photos.Count;
            [Task] public static int Score(Outcome<Photo> photo) => 1;
            [Task] public static ISignature<int> Again(int n) => Tasks.Again(n);
            [Task("odd \"name\" <&#;>")] public static int Odd() => 1;
        }
        """;

    [Theory]
    [InlineData("Load(\"a\")")]
    [InlineData("Photos.Tasks.Load(\"a\")")]
    [InlineData("Gallery.Photos.Tasks.Load(\"a\")")]
    [InlineData("Odd()")]
    [InlineData("Load(\"a\") | Resize(200)")]
    [InlineData("Resize(200)")]
    [InlineData("Load(\"a\") | (Resize(width: 200), ReadExif()) | MakeCard()")]
    [InlineData("Load(\"a\") | (Resize(200), ReadExif() | Signature.Pass<Exif>()) | MakeCard()")]
    [InlineData("Load(\"a\") | (Resize(1), Signature.Pass<Photo>() | ReadExif()) | MakeCard()")]
    [InlineData("Clean() >> Load(\"a\") | Resize(200)")]
    [InlineData("Clean() >> (Load(\"a\"), Load(\"b\"))")]
    [InlineData("Load(\"a\") >> (Clean() >> Load(\"b\") | Resize(1))")]
    [InlineData("(Load(\"a\"), Clean()) >> Clean()")]
    [InlineData("Chain.Of(Load(\"a\"), Resize(200))")]
    [InlineData("Chain.Of(new[] { Signature.Pass<Photo>(), Signature.Pass<Photo>() })")]
    [InlineData("Chain.Of(Load(\"a\"), Signature.Pass<Photo>(), Signature.Pass<Photo>(), Signature.Pass<Photo>(), Signature.Pass<Photo>(), Signature.Pass<Photo>(), Signature.Pass<Photo>(), Signature.Pass<Photo>()) | ReadExif()")]
    [InlineData("Signature.Value(\"secret\") | Load() | Resize(200)")]
    [InlineData("Signature.Value(new[] { \"secret\" }) | Load().Each(maxParallelism: 3)")]
    [InlineData("Clean() >> Signature.Value(\"secret\") | Load()")]
    [InlineData("Signature.Value(\"secret\") | (Load(), Load() | ReadExif())")]
    [InlineData("(Load(\"a\") | Group.Of(ReadExif(), ReadExif())).Settled() >> Clean()")]
    [InlineData("Group.Of(Load(\"a\"), Load(\"b\")).WithTimeout(TimeSpan.FromMinutes(1)).Settled() | Tally()")]
    [InlineData("(List(\"a\") | Load().Each()).ExpiresAfter(TimeSpan.FromMinutes(1)).Settled() | Tally()")]
    [InlineData("Load(\"a\").Then(Resize(200)).ThenIgnoringResult(Clean())")]
    [InlineData("Group.Of(Load(\"a\"), Load(\"b\") | Signature.Pass<Photo>(), Load(\"c\")) | Resize(1).Each() | Faces()")]
    [InlineData("Group.Of([Load(\"a\"), Load(\"b\")])")]
    [InlineData("Group.Of(new[] { Load(\"a\"), Load(\"b\") })")]
    [InlineData("Group.Of(Load(\"a\"))")]
    [InlineData("Group.Of<Photo>()")]
    [InlineData("Group.Of<int>() >> Clean()")]
    [InlineData("List(\"a\") | (Load() | (Resize(200), ReadExif()) | MakeCard()).Each(chunkSize: 1, maxParallelism: 5) | Sheet()")]
    [InlineData("List(\"a\") | Load().Each().Settled() | Tally()")]
    [InlineData("Load(\"a\").Settled() | Score()")]
    [InlineData("(Load(\"a\") | Signature.Pass<Photo>()).Settled() | Score()")]
    [InlineData("Load(\"a\").Recover(Blank()) | Resize(200)")]
    [InlineData("(Load(\"a\") | ReadExif() >> Load(\"b\")).Recover(Blank()).OnError(Alert()).OnSuccess(Remove()) | Resize(200)")]
    [InlineData("Load(\"a\").CompensateWith(Remove()) | Resize(1)")]
    [InlineData("List(\"a\") | Load().Each().OnError(Alert()).CompensateWith(Clean())")]
    [InlineData("Group.FirstOf(Load(\"a\"), Clean() >> Load(\"b\")) | Resize(1)")]
    [InlineData("Group.FirstOf(Load(\"a\"), Load(\"b\")).Recover(Blank())")]
    [InlineData("Load(\"a\").WithRetry(5).WithTimeout(TimeSpan.FromMinutes(1)).OnQueue(\"x\").WithDelay(TimeSpan.FromSeconds(1)) | Resize(1)")]
    [InlineData("(Load(\"a\") | Resize(1)).WithTimeout(TimeSpan.FromMinutes(1))")]
    [InlineData("Clean() >> (Load(\"a\") | Resize(1)).ExpiresAfter(TimeSpan.FromMinutes(1))")]
    [InlineData("((ISignature<Photo>)Load(\"a\"))! | Resize(1)")]
    [InlineData("(Load(\"a\"), (Load(\"b\"), Load(\"c\")).Join()).Join()")]
    [InlineData("Again(3)")]
    [InlineData("Shared | Resize(1)")]
    [InlineData("Flows.Shared | Resize(1)")]
    [InlineData("Begin(\"x\") | Resize(1)")]
    [InlineData("Field.Then(Resize(1)).Recover(Small(5))")]
    [InlineData("Clean() >> Wait.For(Approved).WithKey(\"secret\").Within(TimeSpan.FromDays(3)) | Resize(1)")]
    [InlineData("(Load(\"a\"), Wait.For(Flows.Approved)).Join()")]
    public void IsWhatTheSignatureDraws(string pipeline)
    {
        var source = $$"""
            using static Gallery.Photos.Tasks;
            namespace Gallery;
            public static partial class Flows
            {
                [Pipeline] public static ISignature Drawn => {{pipeline}};
                [TaskEvent("photos.approved")] public static partial TaskEvent<Photo> Approved { get; }
                private static readonly ISignature<Photo> Field = Clean() >> Load("field");
                private static ISignature<Photo> Shared { get; } = Load("shared").OnError(Clean());
                private static ISignature<Photo> Begin(string path) { var load = Load(path); return load.Recover(Blank()); }
                private static ISignature<Thumbnail> Small(int width) => Load("small") | Resize(width);
            }
            """;
        var (drawn, registered) = Draw(source);
        Assert.Equal(drawn.ToMermaid(), Assert.Single(registered).Mermaid);
    }

    [Theory]
    [InlineData("[Pipeline] public static ISignature<Thumbnail> Drawn() { var a = Load(\"a\"); var b = a | Resize(1); return b; }")]
    [InlineData("[Pipeline] public static ISignature<Thumbnail> Drawn { get { return Load(\"a\") | Resize(1); } }")]
    [InlineData("[Pipeline] public static ISignature<Thumbnail> Drawn { get => Load(\"a\") | Resize(1); }")]
    [InlineData("[Pipeline] public static ISignature<Thumbnail> Drawn { get; } = Load(\"a\") | Resize(1);")]
    [InlineData("[Pipeline] public static Signature<Thumbnail> Drawn() => Resize(new(\"\"), 1); [Pipeline] public static int Wrong => 1;")]
    public void IsReadFromEveryKindOfBody(string member)
    {
        var (drawn, registered) = Draw($"using static Gallery.Photos.Tasks; namespace Gallery; public static partial class Flows {{ {member} }}");
        Assert.Equal(drawn.ToMermaid(), Assert.Single(registered).Mermaid);
        Assert.Equal("flows.drawn", registered[0].Name);
    }

    [Fact]
    public void Pipelines() => Snapshot.Match(GeneratorCheck.Run(Tasks, """
        global using static Gallery.Photos.Tasks;

        namespace Gallery;

        public partial class Flows
        {
            /// <summary>A card.</summary>
            [Pipeline] public static ISignature<Card> Card(string path) => Load(path) | (Resize(width: 200), ReadExif()) | MakeCard();
            [Pipeline] internal static ISignature<int> All(IEnumerable<string> paths) => Group.Of(paths.Where(static p => p.Length > 3).Select(p => Load(p) | (Resize(200), ReadExif()) | MakeCard())) | Sheet();
            [Pipeline] public ISignature<Photo> Either(bool first, string secret) => first ? Load("a") : Load(secret + "top-secret" + 12345);
            [Pipeline] public ISignature<Photo> Many(string[] paths) { if (paths.Length == 0) return Load("none"); return Group.FirstOf(paths.Select(Load)); }
            [Pipeline] public ISignature<Photo> Given(ISignature<Photo> photo) => photo.Recover(Blank());
            [Pipeline] public ISignature<Photo> Loop(int n) => Loop(n - 1);
            [Pipeline] public ISignature<Photo> Changed() { var step = Load("a"); step = Load("b"); return step; }
            [Pipeline] public ISignature<Photo> Card() => Load("again");
            [Pipeline] public int Wrong => 1;
            [Pipeline] public static ISignature<Photo> @class => Load("keyword");
            private class Pipelines;
        }

        class NotPartial { [Pipeline] public static ISignature<Photo> Lost => Load("a"); }
        """));

    [Fact]
    public void APipelineOverTheTasksOfAnotherAssembly()
    {
        var library = Compiler.Generate(Compiler.Create("Library", Tasks));
        var files = GeneratorCheck.Run(Compiler.Create("App", """
            using static Gallery.Photos.Tasks;
            public static partial class App { [Pipeline] public static ISignature<Gallery.Thumbnail> Small => Load("a") | Resize(1); }
            """).AddReferences(library.ToMetadataReference()));
        Assert.Contains("new(\"app.small\", global::App.Pipelines.Small)", files["TypedTasks.Registry.g.cs"], StringComparison.Ordinal);
        Assert.Contains("n0[\"photos.load\"]", files.Single(static f => f.Key.EndsWith(".Pipelines.g.cs", StringComparison.Ordinal)).Value, StringComparison.Ordinal);
    }

    /// <summary>The name of a task is written in another file; when it changes, so does the diagram, and nothing else does.</summary>
    [Fact]
    public void AnEditOfATaskReachesTheDiagram()
    {
        const string Pipeline = "using static Gallery.Photos.Tasks; public static partial class App { [Pipeline] public static ISignature<Gallery.Photo> One => Load(\"a\"); }";
        var compilation = Compiler.Create([Tasks, Pipeline]);
        var driver = Compiler.Driver().RunGenerators(compilation);
        var old = compilation.SyntaxTrees.Single(static t => t.FilePath == "Source1.cs");
        var renamed = compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(Tasks.Replace("[Task] public static Photo Load", "[Task(\"load\")] public static Photo Load", StringComparison.Ordinal), Compiler.Parse, "Source1.cs"));
        var result = driver.RunGenerators(renamed).GetRunResult().Results.Single();
        Assert.Contains("n0[\"load\"]", result.GeneratedSources.Single(static s => s.HintName.EndsWith(".Pipelines.g.cs", StringComparison.Ordinal)).SourceText.ToString(), StringComparison.Ordinal);
        AssertKept(result, TrackingNames.PipelineEntries);

        var moved = compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(Tasks.Replace("new(path);", "new(path + \"\");", StringComparison.Ordinal), Compiler.Parse, "Source1.cs"));
        AssertKept(driver.RunGenerators(moved).GetRunResult().Results.Single(), TrackingNames.Pipelines);
    }

    private static void AssertKept(GeneratorRunResult result, string step) => Assert.Contains(
        result.TrackedSteps[step].SelectMany(static s => s.Outputs).Single().Reason,
        new[] { IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached });

    private static (ISignature Drawn, IReadOnlyList<PipelineDiagram> Registered) Draw(string source)
    {
        var output = Compiler.Generate(Tasks, source);
        Assert.Empty(output.Problems());
        using var image = new MemoryStream();
        Assert.True(output.Emit(image).Success);
        image.Position = 0;
        var assembly = new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image);
        const BindingFlags Static = BindingFlags.Public | BindingFlags.Static;
        var flows = assembly.GetType("Gallery.Flows", throwOnError: true)!;
        var drawn = flows.GetProperty("Drawn", Static)?.GetValue(null) ?? flows.GetMethod("Drawn", Static)!.Invoke(null, null);
        var registry = (ITaskRegistry)assembly.GetType("TypedTasks.Generated.DemoTaskRegistry", throwOnError: true)!.GetField("Instance")!.GetValue(null)!;
        return ((ISignature)drawn!, registry.Pipelines);
    }
}

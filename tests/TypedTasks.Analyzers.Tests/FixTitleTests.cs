using TypedTasks.Analyzers.Body;
using TypedTasks.Analyzers.Composition;
using TypedTasks.Analyzers.Shape;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests;

/// <summary>What the menu of an editor says: a fix whose title is empty or wrong is not chosen.</summary>
public class FixTitleTests
{
    private const string Steps = """

        record Photo; record Thumbnail; record Exif; record Card; record Sheet;
        static partial class Framing { public static class Tasks { public static Signature<Thumbnail, Sheet> Frame() => null!; } }
        static class Steps
        {
            public static Signature<Sheet, Card> Sell() => null!;
            public static Signature<Photo> Load(string path) => null!;
            public static Signature<string, Photo> Load() => null!;
            public static Signature<Photo, Thumbnail> Resize(int width) => null!;
            public static Signature<Photo, Exif> ReadExif() => null!;
            public static Signature<(Thumbnail, Exif), Card> MakeCard() => null!;
            public static Signature<IReadOnlyList<Photo>, Sheet> Gallery() => null!;
            public static Signature<string[]> List() => null!;
        }
        """;

    [Theory]
    [InlineData("List() | Load()", "Run it once for each element, with .Each()")]
    [InlineData("Load(\"a\") | ReadExif().Each()", "Leave out .Each()")]
    [InlineData("Load(\"a\") | Gallery()", "Make a list of one, with Group.Of(…)")]
    [InlineData("(Load(\"a\"), Load(\"b\")) | Gallery()", "Make the tuple a group, with Group.Of(…)")]
    [InlineData("Load(\"a\") | (ReadExif(), Resize(1)) | MakeCard()", "Put the members of the tuple in order")]
    [InlineData("(Load(\"a\"), Load(\"b\")) | (Signature.Pass<(Photo, Photo)>(), Signature.Pass<(Photo, Photo)>())", "Name the first tuple, with .Join()")]
    [InlineData("Group.Of(Load(\"a\") | Resize(1), Load(\"a\") | ReadExif()) | MakeCard()", "Make the group a tuple")]
    [InlineData("Load(\"a\") | Resize(1) | Sell()", "Insert Framing.Tasks.Frame()")]
    [InlineData("Load(\"a\") >> ReadExif()", "Hand the result over, with |")]
    public async Task OfPipelines(string pipeline, string title) => Assert.Contains(
        title,
        await Titles.Of<PipelineMismatchAnalyzer, PipelineMismatchFix>($"using static Steps; class Test {{ object Run() => {pipeline}; }}{Steps}"));

    [Theory]
    [InlineData("async Task", "Count().Wait();", "Await it")]
    [InlineData("void", "Count().Wait();", "Make the task async and await it")]
    [InlineData("async Task", "Task.WaitAny(Count());", "Await it")]
    public async Task OfWaits(string returns, string code, string title) => Assert.Equal(
        [title],
        await Titles.Of<BlockingWaitAnalyzer, BlockingWaitFix>($"static partial class C {{ [Task] public static {returns} Do() {{ {code} }} static Task<int> Count() => null!; }}"));

    [Fact]
    public Task AnyOfSeveralIsAwaited() => Check.Fixes<BlockingWaitAnalyzer, BlockingWaitFix>(
        "static partial class C { [Task] public static async Task Do(Task[] all) { [|Task.WaitAny(all)|]; } }",
        "static partial class C { [Task] public static async Task Do(Task[] all) { await Task.WhenAny(all); } }");

    [Fact]
    public Task AValueTaskThatIsNotAsyncIsLeftAlone() => Check.OffersNoFix<BlockingWaitAnalyzer, BlockingWaitFix>(
        "static partial class C { [Task] public static ValueTask Do() { [|Count().Wait()|]; return default; } static Task<int> Count() => null!; }");

    [Fact]
    public async Task OfTheRest()
    {
        Assert.Equal(["Hand 'ct' on"], await Titles.Of<TokenNotForwardedAnalyzer, TokenNotForwardedFix>(
            "static partial class C { [Task] public static async Task Do([FromServices] HttpClient client, CancellationToken ct) { await client.GetStringAsync(\"a\"); } }"));
        Assert.Equal(["Return int by value"], await Titles.Of<TaskResultAnalyzer, TaskResultFix>(
            "static partial class C { static int x; [Task] public static ref int Do() => ref x; }"));
        Assert.Equal(["Return byte[]"], await Titles.Of<TaskResultAnalyzer, TaskResultFix>(
            "static partial class C { [Task] public static Span<byte> Do() => default; }"));
        Assert.Equal(["Return Task"], await Titles.Of<AsyncVoidTaskAnalyzer, AsyncVoidTaskFix>(
            "static partial class C { [Task] public static async void Do() { await Task.Yield(); } }"));
        Assert.Equal(["Make 'Do' internal"], await Titles.Of<InaccessibleTaskAnalyzer, InaccessibleTaskFix>(
            "static partial class C { [Task] private static void Do() { } }"));
        Assert.Equal(["Take 'x' from the services"], await Titles.Of<TaskParameterAnalyzer, TaskParameterFix>(
            "static partial class C { [Task] public static void Do(IServiceProvider x) { } }"));
        Assert.Equal(["Await it"], await Titles.Of<UnawaitedCallAnalyzer, UnawaitedCallFix>(
            "class Test { async Task Run(ITaskClient client, Signature<int> step) { await Task.Yield(); client.SendAsync(step); } }"));
        Assert.Equal(["Call Tasks.Count", "Call Plans.Tasks.Count"], await Titles.Of<DirectPlanCallAnalyzer, DirectPlanCallFix>(
            "static partial class Plans { [Task] public static ISignature<int> Count(int n) => n > 1 ? Count(n) : Plans.Count(n); public static class Tasks { public static Signature<int> Count(int n) => null!; } }"));
        Assert.Equal(["Let the cancellation through"], await Titles.Of<SwallowedCancellationAnalyzer, SwallowedCancellationFix>(
            "static partial class C { [Task] public static async Task Do(CancellationToken ct) { try { await Task.Delay(1, ct); } catch (Exception) { } } }"));
        Assert.Equal(["Take UTC"], await Titles.Of<LocalTimeAnalyzer, LocalTimeFix>(
            "class Test { object Run(ISignature<int> step) => step.At(DateTime.Now); }"));
        Assert.Equal(["Make 'Photos' partial"], await Titles.Of<TaskClassNotPartialAnalyzer, TaskClassNotPartialFix>(
            "static class Photos { [Task] public static void Do() { } }"));
        Assert.Equal(["Keep the name \"photos.load\" for this one", "Give it the name \"photos.load-int32\"", "Keep the name \"photos.load\" for this one", "Give it the name \"photos.load-string\""], await Titles.Of<OverloadedTaskAnalyzer, OverloadedTaskFix>(
            "static partial class Photos { [Task] public static void Load(int a) { } [Task] public static void Load(string a) { } }"));
        Assert.Equal(["Enqueue it with client"], await Titles.Of<DroppedSignatureAnalyzer, DroppedSignatureEnqueueFix>(
            "class Test { async Task Run(ITaskClient zeta, ITaskClient client, Func<Signature<int>> make) { await Task.Yield(); make(); } }"));
    }
}

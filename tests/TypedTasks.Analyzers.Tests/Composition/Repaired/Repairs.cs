using TypedTasks.Analyzers.Composition;
using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Composition.Repaired;

internal static class Repairs
{
    /// <summary>The tasks that every program has.</summary>
    public const string Tasks = """
        using System.Linq;

        namespace Demo;

        public record Photo(string Path);
        public record Thumbnail(string Path, int Width);
        public record Exif(string Camera);
        public record Card(string Text);

        public static partial class Photos
        {
            [Task] public static Photo Load(string path) => new(path);
            [Task] public static Thumbnail Resize(Photo photo, int width) => new(photo.Path, width);
            [Task] public static Exif ReadExif(Photo photo) => new("camera of " + photo.Path);
            [Task] public static Photo Turn(Photo photo, int degrees = 90) => new($"{photo.Path}/{degrees}");
            [Task] public static Card MakeCard(Thumbnail thumbnail, Exif exif) => new($"{thumbnail.Path} {thumbnail.Width} {exif.Camera}");
            [Task] public static Card Frame(Thumbnail thumbnail) => new($"framed {thumbnail.Path} {thumbnail.Width}");
            [Task] public static string Gallery(IReadOnlyList<Photo> photos) => string.Join(",", photos.Select(static p => p.Path));
            [Task] public static string Pairs((Photo, Photo) one, (Photo, Photo) two) => $"{one.Item1.Path}{one.Item2.Path}{two.Item1.Path}{two.Item2.Path}";
            [Task] public static string Publish(Card card, string? channel = null) => $"{card.Text} on {channel ?? "all"}";
            [Task] public static string[] List(string folder) => [folder + "/1", folder + "/2"];
            [Task] public static void Clean() { }
            [Task] public static int Count() => 3;
            [Task] public static Photo Fail(string path) => throw new InvalidDataException(path);
            [Task] public static Photo Instead(Photo other) => other;
        }

        public static partial class Numbers
        {
            [Task] public static long Widen(int number) => number * 10L;
            [Task] public static string Store(long number) => $"stored {number}";
            [Task] public static Thumbnail Shrink(Photo photo) => new(photo.Path, 1);
        }

        public static partial class Videos
        {
            [Task] public static string Load(string path) => "video " + path;
        }
        """;

    public static IReadOnlyList<Repair> All { get; } =
    [
        Pipeline(Remedies.Each, "", "List(\"a\") | Load()", """[{"path":"a/1"},{"path":"a/2"}]"""),
        Pipeline(Remedies.Each, "", "List(\"a\") | (Load() | Turn(degrees: 1))", """[{"path":"a/1/1"},{"path":"a/2/1"}]"""),
        Pipeline(Remedies.LeaveOutEach, "", "Load(\"a\") | ReadExif().Each()", """{"camera":"camera of a"}"""),
        Pipeline(Remedies.Group, "", "Load(\"a\") | Gallery()", "\"a\""),
        Pipeline(Remedies.TupleToGroup, "", "Load(\"a\") | (Turn(degrees: 1), Turn(degrees: 2)) | Gallery()", "\"a/1,a/2\""),
        Pipeline(Remedies.GroupToTuple, "", "Group.Of(Resize(photo, 1), ReadExif(photo)) | MakeCard()", """{"text":"p 1 camera of p"}"""),
        Pipeline(Remedies.Order, "", "Load(\"a\") | (ReadExif(), Resize(2)) | MakeCard()", """{"text":"a 2 camera of a"}"""),
        Pipeline(Remedies.Join, "", "(Load(\"a\"), Load(\"b\")) | (Signature.Pass<(Photo, Photo)>(), Signature.Pass<(Photo, Photo)>()) | Pairs()", "\"abab\""),
        Pipeline(Remedies.Pipe, "", "Load(\"a\") >> ReadExif()", """{"camera":"camera of a"}"""),
        Pipeline(Remedies.Ignore, ">>", "Load(\"a\") | ReadExif(photo)", """{"camera":"camera of p"}"""),
        Pipeline(Remedies.Ignore, "Let the step before", "Load(\"a\") | ReadExif(photo)", """{"camera":"camera of a"}"""),
        Pipeline(Remedies.Supply, "", "Load(\"a\") | Resize()", """{"path":"a","width":5}"""),
        Pipeline(Remedies.Supply, "", "Load(\"a\") >> Publish()", "\"c on all\""),
        Pipeline(Remedies.IgnoreAndSupply, "", "Clean() | Publish(channel: \"ops\")", "\"c on ops\""),
        Pipeline(Remedies.Convert, "Numbers", "Load(\"a\") | Frame()", """{"text":"framed a 1"}"""),
        Pipeline(Remedies.Convert, "", "Count() | Numbers.Tasks.Store()", "\"stored 30\""),
        new("TT1003", nameof(EnqueueFix), "", "Load(\"a\") | ReadExif();", """{"camera":"camera of a"}"""),
        new("TT1003", nameof(EnqueueFix), "", "var flow = Load(\"a\");", """{"path":"a"}"""),
        new("TT1004", nameof(AwaitFix), "", "client.EnqueueAsync(Load(\"a\"));", """{"path":"a"}"""),
        new("TT1005", nameof(CompleteFix), "", "await client.EnqueueAsync(Resize(7));", """{"path":"p","width":7}"""),
        new("TT1005", nameof(CompleteFix), "", "await client.EnqueueAsync(Turn() | ReadExif());", """{"camera":"camera of p/90"}"""),
        new("TT1007", nameof(QualifyFix), "Photos", "await client.EnqueueAsync(Load(\"a\"));", """{"path":"a"}""") { Usings = Videos },
        new("TT1007", nameof(QualifyFix), "Videos", "await client.EnqueueAsync(Load(\"a\"));", "\"video a\"") { Usings = Videos },
        new("TT1011", nameof(CompleteFix), "", "await client.EnqueueAsync(Fail(\"a\").WithRetry(0).Recover(Instead()));", """{"path":"p"}"""),
        new("TT1006", nameof(CallFactoryFix), "", "await client.EnqueueAsync(Again.Tasks.Twice(4));", "8")
        {
            More = "public static partial class Again { [Task] public static ISignature<int> Twice(int n) => n < 8 ? Twice(n * 2) : Tasks.Value(n); [Task] public static int Value(int n) => n; }",
        },
    ];

    private const string Videos = "using static Demo.Videos.Tasks;\n";

    private static Repair Pipeline(string remedy, string title, string pipeline, string result) =>
        new("TT1001", nameof(PipelineFix), title, $"await client.EnqueueAsync({pipeline});", result) { Remedy = remedy };
}

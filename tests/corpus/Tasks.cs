using TypedTasks;

namespace Corpus;

[System.Text.Json.Serialization.JsonDerivedType(typeof(RawPhoto), "raw")]
public record Photo(string Path);
public sealed record RawPhoto(string Path) : Photo(Path);
public sealed record Thumbnail(int Width);
public sealed record Exif(string Camera);
public sealed record Card(string Title);
public sealed record Sheet(int Count);

/// <summary>The tasks that the programs of the corpus compose.</summary>
public static partial class Photos
{
    [Task] public static Photo Load(string path) => new(path);
    [Task] public static RawPhoto LoadRaw(string path) => new(path);
    [Task] public static Task<Photo?> Find(string path) => Task.FromResult<Photo?>(null);
    [Task] public static Exif? FindExif(string path) => null;
    [Task] public static Thumbnail Resize(Photo photo, int width) => new(width);
    [Task] public static Exif ReadExif(Photo photo) => new(photo.Path);
    [Task] public static Card MakeCard(Thumbnail thumbnail, Exif exif) => new("");
    [Task] public static Card Describe(Photo photo, Exif exif) => new("");
    [Task] public static Sheet ContactSheet(IReadOnlyList<Card> cards) => new(cards.Count);
    [Task] public static Sheet Gallery(IReadOnlyList<Photo> photos) => new(photos.Count);
    [Task] public static string[] List(string folder) => [];
    [Task] public static IReadOnlyList<RawPhoto> LoadAll(string folder) => [];
    [Task] public static IEnumerable<Photo> Lazy(string folder) => [];
    [Task] public static Sheet Strict(List<Photo> photos) => new(photos.Count);
    [Task] public static Photo Turn(Photo photo, int degrees = 90) => photo;
    [Task] public static (RawPhoto, Exif) Both(string path) => (new(path), new(path));
    [Task] public static int Count(IEnumerable<Photo> photos) => 0;
    [Task] public static int Sum(IReadOnlyList<int> numbers) => 0;
    [Task] public static int Add(int a, int b) => a + b;
    [Task] public static long Halve(long number) => number / 2;
    [Task] public static void Publish(Card card) { }
    [Task] public static void Clean() { }
    [Task] public static Task Notify(string text, string? channel = null) => Task.CompletedTask;
    [Task] public static (int Width, int Height) Measure(Photo photo) => (1, 1);
    [Task] public static int Area(int width, int height) => width * height;
    [Task] public static Photo Placeholder(TaskFailure failure) => new("");
    [Task] public static void Report(TaskFailure failure) { }
    [Task] public static void Delete(Photo photo) { }
}

/// <summary>Takes what a program has made, so that it is not dropped.</summary>
public static class Use
{
    public static void It(params object[] values) => GC.KeepAlive(values);

    public static object Pair((int, (int, int)) pair) => pair;

    public static void Throws<T>(Func<object> code) where T : Exception => GC.KeepAlive(code);
}

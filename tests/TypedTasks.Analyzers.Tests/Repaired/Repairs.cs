namespace TypedTasks.Analyzers.Tests.Repaired;

internal static class Repairs
{
    /// <summary>The tasks that every program has.</summary>
    public const string Tasks = """
        using System.Linq;
        using TypedTasks;

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
            [Task] public static Card Label(Photo photo, Exif exif) => new($"{photo.Path} {exif.Camera}");
            [Task] public static string Gallery(IReadOnlyList<Photo> photos) => string.Join(",", photos.Select(static p => p.Path));
            [Task] public static string Pairs((Photo, Photo) one, (Photo, Photo) two) => $"{one.Item1.Path}{one.Item2.Path}{two.Item1.Path}{two.Item2.Path}";
            [Task] public static string Publish(Card card, string? channel = null) => $"{card.Text} on {channel ?? "all"}";
            [Task] public static string Sign(Exif exif, string author) => $"{exif.Camera} by {author}";
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

    public static IReadOnlyList<Repair> All { get; } = [.. CompositionRepairs.All, .. ShapeRepairs.All, .. BodyRepairs.All, .. ContractRepairs.All, .. SerializationRepairs.All];

    public static IReadOnlyList<Repair> Unfixed { get; } = [.. CompositionRepairs.Unfixed, .. ShapeRepairs.Unfixed, .. BodyRepairs.Unfixed, .. ContractRepairs.Unfixed, .. SerializationRepairs.Unfixed];
}

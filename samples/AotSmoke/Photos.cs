using TypedTasks;

namespace AotSmoke;

/// <summary>The tasks.</summary>
internal static partial class Photos
{
    [Task]
    public static IReadOnlyList<string> Find(string folder, int count) =>
        [.. Enumerable.Range(1, count).Select(i => $"{folder}/{new string((char)('a' + i - 1), i)}.jpg")];

    [Task]
    public static Photo Load(string path) => new(path, path.Length);

    [Task]
    public static Task<Thumbnail> Resize(Photo photo, int width) => Task.FromResult(new Thumbnail(photo.Path, width));

    [Task]
    public static ValueTask<Exif> ReadExif(Photo photo) => ValueTask.FromResult(new Exif(photo.Size));

    [Task]
    public static Card MakeCard(Thumbnail thumbnail, Exif exif) => new($"{thumbnail.Path}@{thumbnail.Width}:{exif.Size}");

    [Task]
    public static string ContactSheet(IReadOnlyList<Card> cards) => string.Join(' ', cards.Select(static c => c.Text));

    [Task]
    public static string Bind(IReadOnlyList<string> sheets) => string.Join(" | ", sheets);
}

using TypedTasks;

namespace Gallery;

/// <summary>The tasks of the application.</summary>
public static partial class Photos
{
    [Task]
    public static Photo Load(string path) => new(path, path.Length);

    [Task]
    public static Thumbnail Resize(Photo photo, int width) => new($"{photo.Path}@{width}");

    [Task]
    public static Task<Exif> ReadExif(Photo photo) => Task.FromResult(new Exif(photo.Size));

    [Task]
    public static string MakeCard(Thumbnail thumbnail, Exif exif) => $"{thumbnail.Name}:{exif.Size}";

    [Task]
    public static IReadOnlyList<string> Split(string cards) => cards.Split(' ');

    [Task]
    public static string Frame(string card) => $"[{card}]";

    [Task]
    public static string ContactSheet(IReadOnlyList<string> cards) => string.Join(' ', cards);
}

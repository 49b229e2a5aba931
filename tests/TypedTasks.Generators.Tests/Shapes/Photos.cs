namespace Gallery;

public sealed record Photo(string Path);
public sealed record Thumbnail(int Width);
public sealed record Exif(string Camera);
public sealed record Card(Thumbnail Thumbnail, Exif Exif);
public sealed record Sheet(int Count);

public static partial class Photos
{
    /// <summary>Loads a photo.</summary>
    [Task] public static Task<Photo> Load(string path, CancellationToken ct) => Task.FromResult(new Photo(path));
    /// <summary>Makes a small picture.</summary>
    [Task(Queue = "cpu", MaxRetries = 5)] public static Thumbnail Resize(Photo photo, int width) => new(width);
    [Task] public static Exif ReadExif(Photo photo) => new(photo.Path);
    [Task] public static Card MakeCard(Thumbnail thumbnail, Exif exif) => new(thumbnail, exif);
    [Task] public static Sheet ContactSheet(IReadOnlyList<Card> cards) => new(cards.Count);
}

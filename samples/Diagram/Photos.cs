using TypedTasks;

namespace Diagram;

internal static partial class Photos
{
    [Task]
    public static IReadOnlyList<string> List(string folder) => [$"{folder}/a.jpg"];

    [Task]
    public static byte[] Load(string path) => [];

    [Task]
    public static string Resize(byte[] photo, int width) => $"{width}";

    [Task]
    public static int ReadExif(byte[] photo) => photo.Length;

    [Task]
    public static string MakeCard(string thumbnail, int exif) => $"{thumbnail} {exif}";

    [Task]
    public static int Publish(IReadOnlyList<Outcome<string>> cards) => cards.Count;
}

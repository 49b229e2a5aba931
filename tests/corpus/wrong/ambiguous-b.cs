using static Corpus.Photos.Tasks;
using static Corpus.VideosB.Tasks;
namespace Corpus;

static class AmbiguousB
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        Use.It(ReadExif()); //! CS0121 TT1007
    }
}

public static partial class VideosB
{
    [Task] public static Photo Load(string path) => new(path);
    [Task] public static Exif ReadExif(Photo photo) => new("");
}

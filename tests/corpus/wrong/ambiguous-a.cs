using static Corpus.Photos.Tasks;
using static Corpus.VideosA.Tasks;
namespace Corpus;

static class AmbiguousA
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a") | ReadExif(); //! CS0121 CS0121 TT1007 TT1007
        Use.It(flow);
    }
}

public static partial class VideosA
{
    [Task] public static Photo Load(string path) => new(path);
    [Task] public static Exif ReadExif(Photo photo) => new("");
}

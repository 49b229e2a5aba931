using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightValue1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = ReadExif(photo) | Signature.Pass<Exif>();
        Use.It(flow);
    }
}

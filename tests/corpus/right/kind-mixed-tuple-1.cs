using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightMixedTuple1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a") | (ReadExif(), Signature.Pass<Photo>() >> Load("b"));
        Use.It(flow);
    }
}

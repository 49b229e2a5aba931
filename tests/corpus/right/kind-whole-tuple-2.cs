using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightWholeTuple2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Both("a") | Signature.Pass<(RawPhoto, Exif)>();
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightNullable1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Find("a") | Signature.Pass<Photo?>();
        Use.It(flow);
    }
}

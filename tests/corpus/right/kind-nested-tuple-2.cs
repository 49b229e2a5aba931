using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightNestedTuple2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Use.Pair((1, (2, 3)));
        Use.It(flow);
    }
}

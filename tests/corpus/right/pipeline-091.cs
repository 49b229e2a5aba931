using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline091
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = width > 3 ? Group.Of<Photo>() : Group.Of(Load("a"));
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightResultRead2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Photos.Load("a").Path;
        Use.It(flow);
    }
}

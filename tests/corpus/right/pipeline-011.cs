using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline011
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Add(1, 2);
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline022
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Chain.Of(Load(), Describe(exif), Publish());
        Use.It(flow);
    }
}

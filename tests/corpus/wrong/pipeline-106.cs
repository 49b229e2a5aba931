using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongPipeline106
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Find("a") | Resize(width); //! CS8620
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongPipeline030
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Find("a") | ReadExif(); //! CS8620
        Use.It(flow);
    }
}

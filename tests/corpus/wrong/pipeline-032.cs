using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongPipeline032
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Unknown("a") | ReadExif(); //! CS0103
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline063
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = LoadAll("a") | ReadExif().Each();
        Use.It(flow);
    }
}

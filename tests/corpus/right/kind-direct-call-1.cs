using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightDirectCall1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Photos.Tasks.Load("a") | ReadExif();
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightBoth2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a") | Turn() | Resize(200);
        Use.It(flow);
    }
}

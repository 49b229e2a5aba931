using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightChoice1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = paths.Length > 1 ? Load("a") | Turn() : Load("a");
        Use.It(flow);
    }
}

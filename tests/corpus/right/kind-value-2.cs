using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightValue2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = width | 1;
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightOperator1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = paths.Length > 1 & width > 1;
        Use.It(flow);
    }
}

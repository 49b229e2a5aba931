using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightResultRead1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Task.FromResult(photo).Result;
        Use.It(flow);
    }
}

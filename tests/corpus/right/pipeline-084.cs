using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline084
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a").WithDelay(TimeSpan.Zero).WithTimeout(TimeSpan.FromMinutes(5));
        Use.It(flow);
    }
}

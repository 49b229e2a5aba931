using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline087
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a").WithRetry(p => p with { MaxRetries = 7, Delay = TimeSpan.FromSeconds(2) });
        Use.It(flow);
    }
}

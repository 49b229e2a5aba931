using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline070
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = List("a") | Load().WithDelay(TimeSpan.FromSeconds(1)).Each() | Gallery().At(DateTimeOffset.MaxValue);
        Use.It(flow);
    }
}

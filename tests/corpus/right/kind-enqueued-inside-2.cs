using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightEnqueuedInside2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = await Task.WhenAll(client.EnqueueAsync(Load("a")).AsTask());
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightHandle1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var handle = await client.EnqueueAsync(Load("a")); Use.It(await handle.WaitAsync());
    }
}

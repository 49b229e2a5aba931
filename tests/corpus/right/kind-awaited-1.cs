using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightAwaited1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var result = await (await client.EnqueueAsync(Load("a"))).WaitAsync(); Use.It(result);
    }
}

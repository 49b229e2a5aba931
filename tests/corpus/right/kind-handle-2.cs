using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightHandle2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var handle = await client.EnqueueAsync(Load("a")); string id = handle.FlowId; Use.It(id);
    }
}

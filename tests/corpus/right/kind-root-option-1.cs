using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightRootOption1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = (Load("a") | Turn()).WithId("order-17");
        await client.EnqueueAsync(flow);
    }
}

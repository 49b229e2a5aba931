using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightRootOption3
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var first = Load("a").Named("first");
        await client.EnqueueAsync(first);
        await client.EnqueueAsync(Turn().WithId("turned"), photo);
    }
}

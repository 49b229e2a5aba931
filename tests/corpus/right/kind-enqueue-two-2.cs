using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightEnqueueTwo2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        await client.EnqueueAsync(Resize(photo, 200));
    }
}

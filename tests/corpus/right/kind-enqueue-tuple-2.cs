using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightEnqueueTuple2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var pair = (Load("a"), ReadExif(photo)); await client.EnqueueAsync(pair | Describe());
    }
}

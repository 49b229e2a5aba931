using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightInput1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var handle = await client.EnqueueAsync(Resize(200), photo);
        Use.It(handle);
        await client.SendAsync(Area(), (3, 4));
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline073
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var handle = await client.EnqueueAsync(Group.Of(Load("a")));
        Use.It(handle);
    }
}

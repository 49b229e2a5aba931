using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongStatement103
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        TaskHandle<Card> handle = await client.EnqueueAsync(Load("a")); //! CS0029
        Use.It(handle);
    }
}

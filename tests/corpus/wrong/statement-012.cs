using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongStatement012
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        string result = await client.EnqueueAsync(Load("a")); //! CS0029
        Use.It(result);
    }
}

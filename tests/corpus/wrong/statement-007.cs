using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongStatement007
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var handle = client.EnqueueAsync(Load("a")); //! TT1004
    }
}

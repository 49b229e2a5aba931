using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongStatement005
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        client.EnqueueAsync(Load("a")); //! CS4014 TT1004
    }
}

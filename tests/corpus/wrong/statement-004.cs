using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongStatement004
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        Load("a").WithRetry(3); //! TT1003
    }
}

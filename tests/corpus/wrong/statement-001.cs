using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongStatement001
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        Load("a"); //! TT1003
    }
}

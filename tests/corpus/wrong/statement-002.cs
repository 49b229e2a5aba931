using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongStatement002
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        _ = Load("a") | ReadExif(); //! TT1003
    }
}

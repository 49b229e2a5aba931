using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongRootOption3
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var first = Load("a").Named("first"); //! TT1017
        Use.It(first | ReadExif());
    }
}

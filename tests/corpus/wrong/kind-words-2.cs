using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongWords2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Chain.Of((Load("a"), ReadExif(photo)), Describe()); //! CS1503 TT1001
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongClassItself2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Corpus.Photos.MakeCard(); //! CS7036 TT1016
        Use.It(flow);
    }
}

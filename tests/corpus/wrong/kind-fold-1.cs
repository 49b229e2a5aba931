using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongFold1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Chain.Of(paths.Select(p => Resize(200))); //! CS0411 TT1001
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongFold2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Chain.Of(paths.Select(p => Load(p))); //! CS0411 TT1001
        Use.It(flow);
    }
}

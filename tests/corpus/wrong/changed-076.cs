// right/pipeline-076.cs, with 'Gallery' for 'Load'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed076
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Gallery("a").OnError(Report()); //! CS1503
        Use.It(flow);
    }
}

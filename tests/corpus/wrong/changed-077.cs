// right/pipeline-077.cs, with 'Area' for 'Load'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed077
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Area("a").OnSuccess(ReadExif()); //! CS1503
        Use.It(flow);
    }
}

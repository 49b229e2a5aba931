// right/pipeline-004.cs, with 'Find' for 'Resize'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed004
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Find(200); //! CS1503
        Use.It(flow);
    }
}

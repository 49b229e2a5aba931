// right/pipeline-031.cs, with 'Measure' for 'Load'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed031
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Clean().ThenIgnoringResult(Measure("a")); //! CS1503
        Use.It(flow);
    }
}

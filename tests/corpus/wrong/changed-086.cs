// right/pipeline-086.cs, with 'Measure' for 'Load'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed086
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Measure("a").OnQueue("team/cpu.v2").Named("x"); //! CS1503
        Use.It(flow);
    }
}

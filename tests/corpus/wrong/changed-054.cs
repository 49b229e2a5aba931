// right/pipeline-054.cs, with 'LoadRaw' for 'Count'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed054
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(paths.Select(p => LoadRaw(p))) | LoadRaw(); //! CS0019 TT1001
        Use.It(flow);
    }
}

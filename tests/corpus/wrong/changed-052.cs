// right/pipeline-052.cs, with 'Resize' for 'Load'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed052
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(paths.Select(p => Resize(p))) | Gallery(); //! CS1503
        Use.It(flow);
    }
}

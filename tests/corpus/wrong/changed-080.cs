// right/pipeline-080.cs, with 'Resize' for 'Load'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed080
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(paths.Select(p => Resize(p))).Settled(); //! CS1503
        Use.It(flow);
    }
}

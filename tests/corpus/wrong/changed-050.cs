// right/pipeline-050.cs, with 'Publish' for 'Load'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed050
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(paths.Select(p => Publish(p))); //! CS1503
        Use.It(flow);
    }
}

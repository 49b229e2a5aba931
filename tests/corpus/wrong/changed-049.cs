// right/pipeline-049.cs, with 'Publish' for 'Load'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed049
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(Publish("a")); //! CS1503
        Use.It(flow);
    }
}

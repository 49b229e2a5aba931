// right/pipeline-041.cs, with 'Publish' for 'Load'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed041
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = (Load("a"), Publish("b")).Join() >> Clean(); //! CS1503
        Use.It(flow);
    }
}

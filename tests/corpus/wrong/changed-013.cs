// right/pipeline-013.cs, with 'Describe' for 'Resize'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed013
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a") | Describe(200); //! CS1503
        Use.It(flow);
    }
}

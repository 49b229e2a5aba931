// right/pipeline-091.cs, with 'List' for 'Load'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed091
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = width > 3 ? Group.Of<Photo>() : Group.Of(List("a")); //! CS0173 TT1001
        Use.It(flow);
    }
}

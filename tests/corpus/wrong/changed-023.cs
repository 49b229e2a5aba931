// right/pipeline-023.cs, with 'Clean' for 'Publish'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed023
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Chain.Of(Load("a"), Describe(exif), Clean()); //! CS0411 TT1001
        Use.It(flow);
    }
}

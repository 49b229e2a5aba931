// right/pipeline-020.cs, with 'Resize' for 'Load'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed020
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Resize().Then(Resize(200)); //! CS1503 TT1001
        Use.It(flow);
    }
}

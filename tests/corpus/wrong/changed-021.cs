// right/pipeline-021.cs, with 'Sum' for 'Resize'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed021
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Chain.Of(Load("a"), Sum(200)); //! CS1503
        Use.It(flow);
    }
}

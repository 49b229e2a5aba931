// right/pipeline-019.cs, with 'Gallery' for 'Resize'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed019
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a").Then(Gallery(200)); //! CS1503
        Use.It(flow);
    }
}

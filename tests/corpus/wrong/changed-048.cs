// right/pipeline-048.cs, with 'Publish' for 'LoadRaw'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed048
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of<Photo>(Load("a"), Publish("b")); //! CS1503
        Use.It(flow);
    }
}

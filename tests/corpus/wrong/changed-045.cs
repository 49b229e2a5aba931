// right/pipeline-045.cs, with 'Count' for 'ReadExif'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed045
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = (LoadRaw("a"), Count(photo)).Join() | Describe(); //! CS1503
        Use.It(flow);
    }
}

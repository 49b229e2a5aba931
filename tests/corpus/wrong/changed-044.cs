// right/pipeline-044.cs, with 'Area' for 'LoadRaw'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed044
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = (Area("a"), ReadExif(photo)) | Describe(); //! CS1503
        Use.It(flow);
    }
}

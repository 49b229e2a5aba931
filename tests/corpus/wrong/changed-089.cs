// right/pipeline-089.cs, with 'ReadExif' for 'Load'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed089
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = (Find("a") >> Clean(), ReadExif("b")).Join(); //! CS1503
        Use.It(flow);
    }
}

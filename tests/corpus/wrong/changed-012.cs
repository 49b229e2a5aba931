// right/pipeline-012.cs, with 'ReadExif' for 'Add'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed012
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = ReadExif(2); //! CS1503
        Use.It(flow);
    }
}

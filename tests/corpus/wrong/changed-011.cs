// right/pipeline-011.cs, with 'ReadExif' for 'Add'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed011
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = ReadExif(1, 2); //! CS1501
        Use.It(flow);
    }
}

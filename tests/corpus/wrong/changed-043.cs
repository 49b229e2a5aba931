// right/pipeline-043.cs, with 'Gallery' for 'Resize'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed043
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a") | ((Gallery(1), ReadExif()) | MakeCard(), ReadExif()); //! CS1503
        Use.It(flow);
    }
}

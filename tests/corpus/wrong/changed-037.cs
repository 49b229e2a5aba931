// right/pipeline-037.cs, with 'Area' for 'ReadExif'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed037
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = (Resize(200), Area()) | MakeCard(); //! CS0019 TT1001
        Use.It(flow);
    }
}

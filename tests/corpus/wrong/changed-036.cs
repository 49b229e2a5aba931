// right/pipeline-036.cs, with '>>' for '|'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed036
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load() >> (Resize(200), ReadExif()) | MakeCard(); //! CS0019 TT1001
        Use.It(flow);
    }
}

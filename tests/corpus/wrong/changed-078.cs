// right/pipeline-078.cs, with '>>' for '|'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed078
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a").CompensateWith(Delete()) >> ReadExif(); //! CS0019 TT1001
        Use.It(flow);
    }
}

// right/pipeline-033.cs, with '>>' for '|'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed033
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = (Resize(photo, 1), ReadExif(photo)) >> MakeCard(); //! CS0019 TT1001
        Use.It(flow);
    }
}

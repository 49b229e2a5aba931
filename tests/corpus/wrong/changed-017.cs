// right/pipeline-017.cs, with '>>' for '|'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed017
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = LoadRaw("a") >> ReadExif(); //! CS0019 TT1001
        Use.It(flow);
    }
}

// right/pipeline-016.cs, with '>>' for '|'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed016
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load() >> Describe(exif) | Publish(); //! CS0019 TT1001
        Use.It(flow);
    }
}

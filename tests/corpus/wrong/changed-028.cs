// right/pipeline-028.cs, with 'Measure' for 'Clean'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed028
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = (Load("a"), Measure()) >> Clean(); //! CS0019 TT1001
        Use.It(flow);
    }
}

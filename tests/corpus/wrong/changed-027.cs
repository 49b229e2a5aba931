// right/pipeline-027.cs, with '|' for '>>'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed027
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a") | Resize(200) | Clean(); //! CS0019 TT1001
        Use.It(flow);
    }
}

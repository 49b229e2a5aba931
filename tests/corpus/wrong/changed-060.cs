// right/pipeline-060.cs, with '.Each()' left out
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed060
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = List("a") | Load(); //! CS0019 TT1001
        Use.It(flow);
    }
}

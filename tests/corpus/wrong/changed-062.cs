// right/pipeline-062.cs, with '>>' for '|'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed062
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = List("a") >> Load().Each() | Gallery(); //! CS0019 TT1001
        Use.It(flow);
    }
}

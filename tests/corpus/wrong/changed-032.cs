// right/pipeline-032.cs, with '|' for '>>'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed032
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Clean() | Group.Of(Load("a"), Load("b")); //! CS0019 TT1001
        Use.It(flow);
    }
}

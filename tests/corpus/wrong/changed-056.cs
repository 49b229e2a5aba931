// right/pipeline-056.cs, with 'Load' for 'ReadExif'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed056
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a") | Group.Of(Load(), ReadExif()); //! CS0411 TT1001
        Use.It(flow);
    }
}

// right/pipeline-057.cs, with 'Publish' for 'Load'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed057
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Publish() | Group.Of(ReadExif(), ReadExif()); //! CS0019 TT1001
        Use.It(flow);
    }
}

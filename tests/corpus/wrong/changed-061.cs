// right/pipeline-061.cs, with 'Count' for 'Load'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed061
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = List() | Count().Each(); //! CS0019 TT1001
        Use.It(flow);
    }
}

// right/pipeline-001.cs, with 'MakeCard' for 'Load'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed001
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = MakeCard("a"); //! CS1503
        Use.It(flow);
    }
}

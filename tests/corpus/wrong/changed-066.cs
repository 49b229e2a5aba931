// right/pipeline-066.cs, with 'Count' for 'Resize'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed066
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Count(200).WithRetry(5); //! CS1503
        Use.It(flow);
    }
}

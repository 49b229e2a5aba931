// right/pipeline-087.cs, with 'Add' for 'Load'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed087
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Add("a").WithRetry(p => p with { MaxRetries = 7, Delay = TimeSpan.FromSeconds(2) }); //! CS1503
        Use.It(flow);
    }
}

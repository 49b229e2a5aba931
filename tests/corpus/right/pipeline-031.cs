using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline031
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Clean().ThenIgnoringResult(Load("a"));
        Use.It(flow);
    }
}

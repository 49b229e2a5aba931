using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline079
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = (Load("a") | Describe(exif)).OnError(Clean());
        Use.It(flow);
    }
}

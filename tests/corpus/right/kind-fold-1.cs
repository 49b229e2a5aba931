using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightFold1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a") | Chain.Of(paths.Select(_ => Turn()));
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightWords1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Chain.Of(Load("a"), Turn());
        Use.It(flow);
    }
}

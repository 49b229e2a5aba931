using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline032
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Clean() >> Group.Of(Load("a"), Load("b"));
        Use.It(flow);
    }
}

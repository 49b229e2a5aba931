using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline047
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(Load("a"), LoadRaw("b"));
        Use.It(flow);
    }
}

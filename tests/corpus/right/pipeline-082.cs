using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline082
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.FirstOf(Load("a"), Load("b"));
        Use.It(flow);
    }
}

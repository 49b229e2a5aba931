using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightFirstOf2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.FirstOf<Photo>(Load("a"), LoadRaw("b"));
        Use.It(flow);
    }
}

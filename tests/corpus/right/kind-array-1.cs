using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightArray1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(new[] { Load("a"), Load("b") }) | Gallery();
        Use.It(flow);
    }
}

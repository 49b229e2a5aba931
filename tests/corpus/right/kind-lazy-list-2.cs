using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightLazyList2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(Load("a")) | Gallery();
        Use.It(flow);
    }
}

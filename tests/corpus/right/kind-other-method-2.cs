using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightOtherMethod2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = new Action(GC.Collect);
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightArray2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = new[] { Turn(), Turn() }.Aggregate(Load("a"), (flow, step) => flow | step);
        Use.It(flow);
    }
}

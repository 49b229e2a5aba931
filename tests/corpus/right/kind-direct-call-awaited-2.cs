using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightDirectCallAwaited2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(paths.Select(p => Photos.Tasks.Load(p)));
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightListValue1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(paths.Select(p => Load(p)));
        Use.It(flow);
    }
}

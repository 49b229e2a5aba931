using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightFactoryItself1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(paths.Select(Load));
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightMixedGroup2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(Resize(photo, 200), Resize(photo, 1));
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightQuery1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(from p in paths select Load(p)) | Gallery();
        Use.It(flow);
    }
}

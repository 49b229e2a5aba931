using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline059
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(Group.Of(Add(1, 2)) | Sum(), Add(3, 4)) | Sum();
        Use.It(flow);
    }
}

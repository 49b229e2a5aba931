using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline010
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Notify(channel: "ops");
        Use.It(flow);
    }
}

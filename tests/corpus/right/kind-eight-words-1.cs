using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightEightWords1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = (Clean(), Clean(), Clean(), Clean(), Clean(), Clean(), (Clean(), Clean()).Join()).Join();
        Use.It(flow);
    }
}

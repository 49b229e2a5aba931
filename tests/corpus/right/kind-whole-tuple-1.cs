using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightWholeTuple1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = (LoadRaw("a"), ReadExif(photo)).Join() | Describe();
        Use.It(flow);
    }
}

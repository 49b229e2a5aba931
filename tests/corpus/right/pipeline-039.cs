using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline039
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = LoadRaw("a") | (Signature.Pass<RawPhoto>(), ReadExif()) | Describe();
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline040
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = LoadRaw() | (Signature.Pass<RawPhoto>(), ReadExif()) | Describe();
        Use.It(flow);
    }
}

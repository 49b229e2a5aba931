using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightCarried1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a") | (Signature.Pass<Photo>(), ReadExif()) | Describe();
        Use.It(flow);
    }
}

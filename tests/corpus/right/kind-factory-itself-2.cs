using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightFactoryItself2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = new Func<string, Signature<Photo>>(Load)("a") | ReadExif();
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightUntyped2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        Signature<Photo> flow = Load("a"); Use.It(flow | ReadExif());
    }
}

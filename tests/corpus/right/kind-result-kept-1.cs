using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightResultKept1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        ISignature<Photo> result = Load("a"); Use.It(result);
    }
}

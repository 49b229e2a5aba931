using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightChoice2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        ISignature<Photo> flow = paths.Length > 1 ? LoadRaw("a") : Load("a"); Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightDeclaredForm1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        ISignature<string, Photo> flow = Load(); Use.It(flow);
    }
}

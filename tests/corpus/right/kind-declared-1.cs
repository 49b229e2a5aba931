using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightDeclared1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        ISignature<Exif> flow = Load("a") | ReadExif(); Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightInput2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Signature.Value("a") | Load() | (Resize(200), ReadExif()) | MakeCard();
        Use.It(flow, Signature.Value(paths) | Load().Each(), Signature.Value(width));
    }
}

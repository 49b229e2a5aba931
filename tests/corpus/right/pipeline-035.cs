using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline035
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a") | (Resize(200), ReadExif()) | MakeCard();
        Use.It(flow);
    }
}

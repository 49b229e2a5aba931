using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline065
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = List("a") | (Load() | (Resize(200), ReadExif()) | MakeCard()).Each() | ContactSheet();
        Use.It(flow);
    }
}

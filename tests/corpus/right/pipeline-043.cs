using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline043
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a") | ((Resize(1), ReadExif()) | MakeCard(), ReadExif());
        Use.It(flow);
    }
}

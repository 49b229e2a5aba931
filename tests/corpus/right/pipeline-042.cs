using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline042
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a") | ((Resize(1), ReadExif()).Join() | MakeCard(), ReadExif());
        Use.It(flow);
    }
}

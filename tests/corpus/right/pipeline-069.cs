using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline069
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = (Resize(200), ReadExif()).Join().OnQueue("cpu") | MakeCard();
        Use.It(flow);
    }
}

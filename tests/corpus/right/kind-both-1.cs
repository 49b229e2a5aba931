using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightBoth1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a") | (ReadExif(), Resize(200));
        Use.It(flow);
    }
}

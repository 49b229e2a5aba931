using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightNestedTuple1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a") | (ReadExif(), (ReadExif(), Turn()).Join());
        Use.It(flow);
    }
}

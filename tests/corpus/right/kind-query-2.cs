using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightQuery2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a") | Group.Of(from p in paths select ReadExif());
        Use.It(flow);
    }
}

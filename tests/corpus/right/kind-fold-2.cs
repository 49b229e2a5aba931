using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightFold2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Chain.Of(Load("a"), Turn(), Turn(), Turn(), Turn(), Turn(), Turn(), Turn()) | ReadExif();
        Use.It(flow);
    }
}

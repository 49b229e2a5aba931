using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline041
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = (Load("a"), Load("b")).Join() >> Clean();
        Use.It(flow);
    }
}

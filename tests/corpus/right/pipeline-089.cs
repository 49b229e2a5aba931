using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline089
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = (Find("a") >> Clean(), Load("b")).Join();
        Use.It(flow);
    }
}

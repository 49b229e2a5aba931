using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline075
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a").Recover(Load("b")) | Resize(width);
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline064
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(Load("a")) | Resize(200).Each();
        Use.It(flow);
    }
}

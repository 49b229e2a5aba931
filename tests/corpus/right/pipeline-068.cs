using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline068
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = (Load("a") | Resize(200)).WithId("x").Named("y");
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightCollection2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = new List<Signature<Photo>> { Load("a") };
        Use.It(flow);
    }
}

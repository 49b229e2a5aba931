using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline085
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a").At(DateTimeOffset.UtcNow.AddHours(9));
        Use.It(flow);
    }
}

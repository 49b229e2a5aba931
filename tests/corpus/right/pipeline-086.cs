using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline086
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a").OnQueue("team/cpu.v2").Named("x");
        Use.It(flow);
    }
}

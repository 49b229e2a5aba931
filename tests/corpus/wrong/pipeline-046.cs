using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongPipeline046
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a").WithDelay(TimeSpan.FromSeconds(-1)); //! TT0016
        Use.It(flow);
    }
}

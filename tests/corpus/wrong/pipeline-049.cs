using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongPipeline049
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a").WithRetry(p => p with { MaxRetries = 5000 }); //! TT0016
        Use.It(flow);
    }
}

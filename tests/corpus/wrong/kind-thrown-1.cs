using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongThrown1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a").WithRetry(-1); //! TT0016
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongThrown2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a").WithTimeout(TimeSpan.Zero); //! TT0016
        Use.It(flow);
    }
}

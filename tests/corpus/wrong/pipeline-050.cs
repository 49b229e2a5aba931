using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongPipeline050
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a").At(DateTime.Now); //! TT3004
        Use.It(flow);
    }
}

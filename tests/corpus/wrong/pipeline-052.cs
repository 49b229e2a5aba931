using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongPipeline052
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a").At(new DateTime(2027, 1, 1)); //! TT3004
        Use.It(flow);
    }
}

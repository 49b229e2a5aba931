using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongPipeline051
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a").At(DateTime.Today.AddHours(9)); //! TT3004
        Use.It(flow);
    }
}

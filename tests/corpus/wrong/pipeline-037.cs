using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongPipeline037
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a").OnSuccess(Publish()); //! CS1503 TT1011
        Use.It(flow);
    }
}

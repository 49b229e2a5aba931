using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongPipeline107
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a") | Frame(); //! CS0103
        Use.It(flow);
    }
}

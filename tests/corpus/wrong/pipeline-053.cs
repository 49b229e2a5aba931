using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongPipeline053
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Resize(photo, "200"); //! CS1503
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongPipeline054
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Resize(photo)  | Publish(); //! CS1503
        Use.It(flow);
    }
}

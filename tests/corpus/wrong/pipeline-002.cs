using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongPipeline002
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a") | Resize(width) | Publish(); //! CS0019 TT1001
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongPipeline104
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load(file: "a"); //! CS1739
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongPipeline105
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load(folder: "a") | ReadExif(); //! CS1739
        Use.It(flow);
    }
}

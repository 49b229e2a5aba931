using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongPipeline102
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = width > 3 ? Load("a") : ReadExif(photo); //! CS0173 TT1001
        Use.It(flow);
    }
}

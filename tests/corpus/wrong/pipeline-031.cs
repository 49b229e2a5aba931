using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongPipeline031
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load(5); //! CS1503
        Use.It(flow);
    }
}

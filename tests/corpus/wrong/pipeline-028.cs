using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongPipeline028
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = (Load("a"), FindExif("a")) | Describe(); //! TT1002
        Use.It(flow);
    }
}

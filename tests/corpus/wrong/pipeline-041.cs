using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongPipeline041
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of<Photo>([]) | Gallery(); //! TT1010
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongQuery1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = (from p in paths select Load(p)) | Gallery(); //! CS0019 TT1014
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongGrown1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Clean();
        flow |= ReadExif(); //! CS0019
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongGrown2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load();
        flow >>= ReadExif(); //! CS0019
        Use.It(flow);
    }
}

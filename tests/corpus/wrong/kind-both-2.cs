using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongBoth2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load() | ReadExif() | Turn(); //! CS0019 TT1001
        Use.It(flow);
    }
}

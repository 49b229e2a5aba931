using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongPipeline009
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = (Resize(1), ReadExif(), ReadExif()) | MakeCard(); //! CS9340 TT1001
        Use.It(flow);
    }
}

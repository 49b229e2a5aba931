using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongEight2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a") | (ReadExif(), Turn(), Resize(1), ReadExif(), Turn(), Resize(2), ReadExif(), Turn()); //! CS0019 TT1001
        Use.It(flow);
    }
}

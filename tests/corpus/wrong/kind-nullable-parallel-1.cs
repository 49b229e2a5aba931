using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongNullableParallel1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Find("a") | (ReadExif(), Turn()); //! TT1002 TT1002
        Use.It(flow);
    }
}

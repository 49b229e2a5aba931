using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongNullable1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Find("a") | ReadExif(); //! CS8620 TT1002
        Use.It(flow);
    }
}

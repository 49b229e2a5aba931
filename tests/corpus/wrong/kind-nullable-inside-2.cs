using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongNullableInside2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = (Find("a"), ReadExif(photo)) | Describe(); //! TT1002
        Use.It(flow);
    }
}

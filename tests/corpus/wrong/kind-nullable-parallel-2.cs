using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongNullableParallel2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = (FindExif("a"), Find("b")).Join() | Signature.Pass<(Exif, Photo)>(); //! CS8620 TT1002
        Use.It(flow);
    }
}

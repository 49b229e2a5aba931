using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightTwoTuples1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = (Load("a"), Load("b")).Join() | (Signature.Pass<(Photo, Photo)>(), Signature.Pass<(Photo, Photo)>());
        Use.It(flow);
    }
}

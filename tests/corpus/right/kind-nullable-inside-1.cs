using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightNullableInside1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(Find("a")) | Signature.Pass<IReadOnlyList<Photo?>>();
        Use.It(flow);
    }
}

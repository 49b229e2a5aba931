using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightMixedGroup1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(Signature.Pass<string>() >> Load("a"), Load());
        Use.It(flow);
    }
}

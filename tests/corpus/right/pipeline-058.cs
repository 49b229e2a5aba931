using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline058
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(Group.Of(Load("a")), Group.Of(Load("b")));
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongRootOption4
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(paths.Select(p => Load(p).InTurn(p))) | Gallery(); //! TT1017
        Use.It(flow);
    }
}

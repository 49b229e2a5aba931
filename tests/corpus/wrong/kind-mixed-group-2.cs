using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongMixedGroup2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(Resize(200), Resize(photo, 1)); //! CS1503 TT1001
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongList2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = paths.Select(p => Load(p)) >> Clean(); //! CS0019 TT1014
        Use.It(flow);
    }
}

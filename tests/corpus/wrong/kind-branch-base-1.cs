using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongBranchBase1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = LoadRaw("a").OnSuccess(Halve()); //! CS1503 TT1011
        Use.It(flow);
    }
}

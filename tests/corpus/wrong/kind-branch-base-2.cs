using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongBranchBase2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(LoadRaw("a"), LoadRaw("b")).CompensateWith(Delete()); //! CS1503 TT1011
        Use.It(flow);
    }
}

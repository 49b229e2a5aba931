using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightBranchBase2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        ISignature<IReadOnlyList<RawPhoto>> flow = Group.Of(LoadRaw("a"), LoadRaw("b")).CompensateWith(Gallery());
        Use.It(flow, List("a") | LoadRaw().CompensateWith(Delete()).Each());
    }
}

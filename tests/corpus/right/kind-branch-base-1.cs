using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightBranchBase1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        ISignature<RawPhoto> flow = LoadRaw("a").CompensateWith(Delete()).OnSuccess(ReadExif());
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightBranchTuple1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a").OnError((Report(), Signature.Pass<TaskFailure>() >> Clean()).Join());
        Use.It(flow);
    }
}

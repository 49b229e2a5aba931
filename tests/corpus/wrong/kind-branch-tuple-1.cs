using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongBranchTuple1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a").OnError((Report(), Clean())); //! CS0411 TT1011
        Use.It(flow);
    }
}

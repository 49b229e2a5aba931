// right/pipeline-070.cs, with '>>' for '|'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed070
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = List("a") >> Load().WithDelay(TimeSpan.FromSeconds(1)).Each() | Gallery().At(DateTimeOffset.MaxValue); //! CS0019 TT1001
        Use.It(flow);
    }
}

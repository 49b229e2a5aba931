// right/pipeline-015.cs, with 'Find' for 'Publish'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed015
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a") | Describe(exif).Then(Find()); //! CS1503 TT1001
        Use.It(flow);
    }
}

// right/pipeline-018.cs, with '>>' for '|'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed018
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a") >> Measure() | Area(); //! CS0019 TT1001
        Use.It(flow);
    }
}

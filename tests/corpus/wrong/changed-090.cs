// right/pipeline-090.cs, with 'Describe' for 'Add'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed090
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Describe(1, 2) >> Halve(5); //! CS1503 CS1503
        Use.It(flow);
    }
}

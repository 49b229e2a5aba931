// right/pipeline-030.cs, with 'Find' for 'Clean'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed030
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load() >> (Load("a"), Find()); //! CS0019 TT1001
        Use.It(flow);
    }
}

// right/pipeline-025.cs, with 'LoadRaw' for 'Clean'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed025
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load() >> LoadRaw(); //! CS0019 TT1001
        Use.It(flow);
    }
}

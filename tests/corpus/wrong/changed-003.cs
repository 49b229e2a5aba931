// right/pipeline-003.cs, with 'LoadRaw' for 'Resize'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed003
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = LoadRaw(photo, 200); //! CS1501
        Use.It(flow);
    }
}

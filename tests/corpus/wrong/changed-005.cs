// right/pipeline-005.cs, with 'Find' for 'Resize'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed005
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Find(width: 200); //! CS1739
        Use.It(flow);
    }
}

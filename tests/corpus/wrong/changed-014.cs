// right/pipeline-014.cs, with 'Add' for 'Load'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed014
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Add() | Resize(200); //! CS0019 TT1001
        Use.It(flow);
    }
}

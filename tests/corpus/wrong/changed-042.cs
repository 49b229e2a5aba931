// right/pipeline-042.cs, with 'Find' for 'Resize'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed042
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a") | ((Find(1), ReadExif()).Join() | MakeCard(), ReadExif()); //! CS1503
        Use.It(flow);
    }
}

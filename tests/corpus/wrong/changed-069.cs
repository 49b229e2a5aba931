// right/pipeline-069.cs, with 'Gallery' for 'MakeCard'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed069
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = (Resize(200), ReadExif()).Join().OnQueue("cpu") | Gallery(); //! CS0019 TT1001
        Use.It(flow);
    }
}

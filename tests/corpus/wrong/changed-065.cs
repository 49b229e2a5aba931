// right/pipeline-065.cs, with 'Add' for 'MakeCard'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed065
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = List("a") | (Load() | (Resize(200), ReadExif()) | Add()).Each() | ContactSheet(); //! CS0019 TT1001
        Use.It(flow);
    }
}

// right/pipeline-039.cs, with 'List' for 'Describe'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed039
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = LoadRaw("a") | (Signature.Pass<RawPhoto>(), ReadExif()) | List(); //! CS0019 TT1001
        Use.It(flow);
    }
}

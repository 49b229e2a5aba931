// right/pipeline-040.cs, with '>>' for '|'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed040
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = LoadRaw() >> (Signature.Pass<RawPhoto>(), ReadExif()) | Describe(); //! CS0019 TT1001
        Use.It(flow);
    }
}

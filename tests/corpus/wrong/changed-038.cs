// right/pipeline-038.cs, with '>>' for '|'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed038
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a") >> (Signature.Pass<Photo>(), ReadExif()) | Describe(); //! CS0019 TT1001
        Use.It(flow);
    }
}

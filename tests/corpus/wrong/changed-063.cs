// right/pipeline-063.cs, with '.Each()' left out
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed063
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = LoadAll("a") | ReadExif(); //! CS0019 TT1001
        Use.It(flow);
    }
}

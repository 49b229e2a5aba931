// right/pipeline-046.cs, with 'Clean' for 'Load'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed046
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(Clean("a"), Load("b")); //! CS1501
        Use.It(flow);
    }
}

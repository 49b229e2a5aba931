// right/pipeline-047.cs, with 'MakeCard' for 'LoadRaw'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed047
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(Load("a"), MakeCard("b")); //! CS1503
        Use.It(flow);
    }
}

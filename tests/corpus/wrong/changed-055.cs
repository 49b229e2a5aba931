// right/pipeline-055.cs, with 'MakeCard' for 'Load'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed055
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(paths.Select(p => MakeCard(p) | (Resize(200), ReadExif()) | MakeCard())) | ContactSheet(); //! CS1503
        Use.It(flow);
    }
}

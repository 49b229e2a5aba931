// right/pipeline-053.cs, with 'MakeCard' for 'Gallery'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed053
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(paths.Select(p => LoadRaw(p))) | MakeCard(); //! CS0019 TT1001
        Use.It(flow);
    }
}

// right/pipeline-058.cs, with 'Add' for 'Load'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed058
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(Group.Of(Load("a")), Group.Of(Add("b"))); //! CS1503
        Use.It(flow);
    }
}

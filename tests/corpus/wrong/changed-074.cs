// right/pipeline-074.cs, with 'Add' for 'Load'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed074
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Add("a").Recover(Placeholder()); //! CS1503
        Use.It(flow);
    }
}

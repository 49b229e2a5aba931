// right/pipeline-022.cs, with 'Find' for 'Describe'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed022
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Chain.Of(Load(), Find(exif), Publish()); //! CS1503
        Use.It(flow);
    }
}

// right/pipeline-073.cs, with 'Area' for 'Load'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed073
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var handle = await client.EnqueueAsync(Group.Of(Area("a"))); //! CS1503
        Use.It(handle);
    }
}

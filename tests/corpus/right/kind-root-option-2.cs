using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightRootOption2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        foreach (var flow in paths.Select(p => (Load(p) | Turn()).Unique(p)))
            await client.EnqueueAsync(flow);
    }
}

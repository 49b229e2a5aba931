using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightRootOption4
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        foreach (var flow in paths.Select(p => (Load(p) | Turn()).InTurn(p, 3)))
            await client.EnqueueAsync(flow);
    }
}

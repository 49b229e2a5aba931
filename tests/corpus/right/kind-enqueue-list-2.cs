using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightEnqueueList2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        foreach (var one in paths.Select(p => Load(p))) await client.SendAsync(one);
    }
}

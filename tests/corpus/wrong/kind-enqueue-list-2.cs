using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongEnqueueList2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        await client.SendAsync(paths.Select(p => Load(p))); //! CS0411 TT1014
    }
}

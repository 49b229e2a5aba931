using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightAwaited2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        Use.It(await Photos.Find("a") ?? photo);
    }
}

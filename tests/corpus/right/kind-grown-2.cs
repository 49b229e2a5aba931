using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightGrown2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        width |= 1;
        width >>= 1;
        Use.It(width);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightThrown1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        Use.Throws<ArgumentException>(() => Load("a").WithRetry(-1));
    }
}

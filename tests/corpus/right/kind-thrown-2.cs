using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightThrown2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        try { Use.It(Load("a").WithTimeout(TimeSpan.Zero)); } catch (ArgumentOutOfRangeException) { }
    }
}

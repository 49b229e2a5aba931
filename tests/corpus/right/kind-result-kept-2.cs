using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightResultKept2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        object Get() => Load("a"); Use.It(Get());
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongAwaited1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var result = await Load("a"); Use.It(result); //! CS1061 TT1015
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongChoice1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = paths.Length > 1 ? LoadRaw("a") : Load("a"); //! CS0173 TT1001
        Use.It(flow);
    }
}

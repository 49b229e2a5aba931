using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongChoice2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = paths.Length > 1 ? Load() : Load("a"); //! CS0173 TT1001
        Use.It(flow);
    }
}

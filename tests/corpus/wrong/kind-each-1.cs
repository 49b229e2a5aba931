using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongEach1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a").Each(); //! CS0411 TT1001
        Use.It(flow);
    }
}

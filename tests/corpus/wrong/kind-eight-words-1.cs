using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongEightWords1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = (Clean(), Clean(), Clean(), Clean(), Clean(), Clean(), Clean(), Clean()).Join(); //! CS0411 TT1001
        Use.It(flow);
    }
}

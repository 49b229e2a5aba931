//unimported
using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongUnimported2
{
    public static async Task Run(TypedTasks.ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Clean() >> Load("a"); //! CS0019 TT1001
        Use.It(flow);
    }
}

//unimported
using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongUnimported3
{
    public static async Task Run(TypedTasks.ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a").OnQueue("slow"); //! CS1061 TT1001
        Use.It(flow);
    }
}

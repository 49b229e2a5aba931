//unimported
using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightUnimported2
{
    public static async Task Run(TypedTasks.ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a").Then(ReadExif());
        Use.It(flow);
    }
}

//unimported
using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongUnimported1
{
    public static async Task Run(TypedTasks.ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = (Load("a"), ReadExif(photo)) | Describe(); //! CS0019 TT1001
        Use.It(flow);
    }
}

// right/pipeline-084.cs, with 'Resize' for 'Load'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed084
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Resize("a").WithDelay(TimeSpan.Zero).WithTimeout(TimeSpan.FromMinutes(5)); //! CS1503
        Use.It(flow);
    }
}

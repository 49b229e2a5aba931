// right/pipeline-067.cs, with 'Add' for 'Resize'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed067
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a").OnQueue("io").WithTimeout(TimeSpan.FromSeconds(1)) | Add(200).WithRetry(p => p.RetryOn<TimeoutException>()); //! CS0019 TT1001
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class Pipeline067
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a").OnQueue("io").WithTimeout(TimeSpan.FromSeconds(1)) | Resize(200).WithRetry(p => p.RetryOn<TimeoutException>());
        Use.It(flow);
    }
}

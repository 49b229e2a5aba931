using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightRunning1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = ReadExif(await Task.FromResult(photo));
        Use.It(flow);
    }
}

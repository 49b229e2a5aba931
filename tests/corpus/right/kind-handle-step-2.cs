using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightHandleStep2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var handles = new List<TaskHandle<Photo>> { await client.EnqueueAsync(Load("a")) }; Use.It(handles);
    }
}

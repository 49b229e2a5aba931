// right/pipeline-072.cs, with 'Load' for 'Resize'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed072
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var handle = await client.EnqueueAsync(Load("a") | (Load(200), ReadExif())); //! CS1503
        Use.It(handle);
    }
}

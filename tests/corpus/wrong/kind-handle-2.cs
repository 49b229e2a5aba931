using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongHandle2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var handle = await client.EnqueueAsync(Load("a")); Photo result = handle; Use.It(result); //! CS0029 TT1015
    }
}

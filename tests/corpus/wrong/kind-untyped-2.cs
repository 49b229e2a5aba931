using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongUntyped2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        Signature flow = Load("a"); await client.EnqueueAsync(flow); //! CS0411 TT1014
    }
}

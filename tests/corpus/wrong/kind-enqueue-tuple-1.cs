using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongEnqueueTuple1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        await client.EnqueueAsync((Load("a"), Load("b"))); //! CS0411 TT1014
    }
}

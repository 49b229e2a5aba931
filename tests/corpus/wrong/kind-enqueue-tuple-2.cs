using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongEnqueueTuple2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var pair = (Load("a"), ReadExif(photo)); await client.EnqueueAsync(pair); //! CS0411 TT1014
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongEnqueueTwo2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        await client.EnqueueAsync(ReadExif(photo), photo); //! CS1503 TT1014
    }
}

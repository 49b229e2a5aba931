using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongStatement009
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        await client.SendAsync(Load() | ReadExif()); //! CS0619 TT1005
    }
}

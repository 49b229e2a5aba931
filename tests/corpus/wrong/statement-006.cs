using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongStatement006
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        _ = client.SendAsync(Load("a")); //! TT1004
    }
}

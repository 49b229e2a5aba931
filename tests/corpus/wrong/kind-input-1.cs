using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongInput1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var handle = await client.EnqueueAsync(Resize(200), "a"); //! CS1503 TT1005
        Use.It(handle);
    }
}

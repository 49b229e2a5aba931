using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongInput3
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var handle = await client.EnqueueAsync(Signature.Pass<Photo>() | Resize(200)); //! CS0619 TT1005
        Use.It(handle);
    }
}

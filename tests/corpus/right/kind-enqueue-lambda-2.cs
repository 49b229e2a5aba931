using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightEnqueueLambda2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        Func<Signature<Photo>> make = () => Load("a"); await client.SendAsync(make());
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongHandleStep2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var handle = await client.EnqueueAsync(Load("a")); Use.It(Group.Of(handle)); //! CS0411 TT1014
    }
}

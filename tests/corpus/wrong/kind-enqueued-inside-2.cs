using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongEnqueuedInside2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(client.EnqueueAsync(Load("a"))); //! CS0411 TT1014
        Use.It(flow);
    }
}

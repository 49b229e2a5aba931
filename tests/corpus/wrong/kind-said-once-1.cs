using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongSaidOnce1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Chain.Of(Load("a"), Publish()); //! CS0411 TT1001
    }
}

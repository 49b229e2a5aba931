using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongRootOption1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a") | Turn().WithId("order-17"); //! TT1017
        Use.It(flow);
    }
}

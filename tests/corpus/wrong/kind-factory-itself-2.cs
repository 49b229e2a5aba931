using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongFactoryItself2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Chain.Of(Load("a"), ReadExif); //! CS1503 TT1014
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongEightWords2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Chain.Of(Load("a"), Turn(1), Turn(2), Turn(3), Turn(4), Turn(5), Turn(6), ReadExif()); //! CS0411 TT1001
        Use.It(flow);
    }
}

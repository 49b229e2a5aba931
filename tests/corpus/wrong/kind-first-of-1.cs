using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongFirstOf1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.FirstOf(Load("a"), ReadExif(photo)); //! CS0411 TT1001
        Use.It(flow);
    }
}

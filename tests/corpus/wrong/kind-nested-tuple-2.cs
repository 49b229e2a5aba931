using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongNestedTuple2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = ((Load("a"), Load("b")), Load("c")).Join(); //! CS0411 TT1001
        Use.It(flow);
    }
}

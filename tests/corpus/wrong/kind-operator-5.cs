using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongOperator5
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = LoadAll("a") || Gallery(); //! CS0217 TT1001
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongNull2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = (Load("a"), null) | Describe(); //! CS0019 TT1014
        Use.It(flow);
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongListValue2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = new[] { photo } | Gallery(); //! CS0019 TT1014
        Use.It(flow);
    }
}

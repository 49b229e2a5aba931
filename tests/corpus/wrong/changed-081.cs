// right/pipeline-081.cs, with 'ContactSheet' for 'Load'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed081
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = ContactSheet("a").Settled(); //! CS1503
        Use.It(flow);
    }
}

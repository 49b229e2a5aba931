// right/pipeline-085.cs, with 'MakeCard' for 'Load'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed085
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = MakeCard("a").At(DateTimeOffset.UtcNow.AddHours(9)); //! CS1503
        Use.It(flow);
    }
}

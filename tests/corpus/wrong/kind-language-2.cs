//language 13
using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongLanguage2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Clean() >> Load("a"); //! CS9260 TT0017
        Use.It(flow);
    }
}

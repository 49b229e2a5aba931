using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongResultRead1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a").Result; //! CS1061 TT1015
        Use.It(flow);
    }
}

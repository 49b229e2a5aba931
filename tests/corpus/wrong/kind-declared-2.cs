using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongDeclared2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a"); flow |= ReadExif(); Use.It(flow); //! CS0029 TT1001
    }
}

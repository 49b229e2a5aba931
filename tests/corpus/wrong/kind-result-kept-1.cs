using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongResultKept1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        Photo result = Load("a"); Use.It(result); //! CS0029 TT1015
    }
}

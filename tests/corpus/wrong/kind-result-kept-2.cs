using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongResultKept2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        Photo Get() => Load("a"); Use.It(Get()); //! CS0029 TT1015
    }
}

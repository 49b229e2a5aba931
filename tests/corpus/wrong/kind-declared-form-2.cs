using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongDeclaredForm2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        ISignature<string, Photo> Make() => Load("a"); Use.It(Make()); //! CS0266 TT1001
    }
}

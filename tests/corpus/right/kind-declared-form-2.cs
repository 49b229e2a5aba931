using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightDeclaredForm2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        ISignature<Photo> Make() => Load("a"); Use.It(Make());
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongDeclaredForm1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        ISignature<Photo> flow = Load(); Use.It(flow); //! CS0266 TT1001
    }
}

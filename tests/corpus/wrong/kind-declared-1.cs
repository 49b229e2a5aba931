using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongDeclared1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        ISignature<Card> flow = Load("a") | ReadExif(); Use.It(flow); //! CS0266 TT1001
    }
}

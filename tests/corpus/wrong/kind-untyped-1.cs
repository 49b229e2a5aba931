using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongUntyped1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        ISignature flow = Load("a"); Use.It(flow | ReadExif()); //! CS0019 TT1014
    }
}

using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongSaidOnce2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        Signature<Card> flow = Load("a").Then(ReadExif()); //! CS0029 TT1001
    }
}

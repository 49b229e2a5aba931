using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongOperator4
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a") | ReadExif() |> Describe(photo); //! CS1503 CS1525 TT1014
        Use.It(flow);
    }
}

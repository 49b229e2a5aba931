using static Corpus.Photos.Tasks;
namespace Corpus;

static class RightEight1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(Load("1"), Load("2"), Load("3"), Load("4"), Load("5"), Load("6"), Load("7"), Load("8")) | Gallery();
        Use.It(flow);
    }
}

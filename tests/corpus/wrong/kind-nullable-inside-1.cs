using static Corpus.Photos.Tasks;
namespace Corpus;

static class WrongNullableInside1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(Find("a")) | Gallery(); //! CS8620 TT1002
        Use.It(flow);
    }
}

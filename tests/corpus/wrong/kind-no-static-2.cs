namespace Corpus;

static class WrongNoStatic2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(paths.Select(Load)); //! CS0103 TT1016
        Use.It(flow);
    }
}

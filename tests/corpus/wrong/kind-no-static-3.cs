namespace Corpus;

static class WrongNoStatic3
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Tasks.Load("a"); //! CS0103 TT1016
        Use.It(flow);
    }
}

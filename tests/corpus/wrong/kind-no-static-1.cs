namespace Corpus;

static class WrongNoStatic1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Load("a") | ReadExif(); //! CS0103 CS0103 TT1016 TT1016
        Use.It(flow);
    }
}

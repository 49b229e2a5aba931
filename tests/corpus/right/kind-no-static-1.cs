namespace Corpus;

static class RightNoStatic1
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Photos.Tasks.Load("a") | Photos.Tasks.ReadExif();
        Use.It(flow);
    }
}

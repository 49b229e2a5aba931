namespace Corpus;

static class RightNoStatic2
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = new Loader().Load("a");
        Use.It(flow);
    }
}

sealed class Loader { public string Load(string path) => path; }

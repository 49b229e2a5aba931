// right/pipeline-059.cs, with 'Resize' for 'Sum'
using static Corpus.Photos.Tasks;
namespace Corpus;

static class Changed059
{
    public static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card, int width)
    {
        await Task.Yield();
        var flow = Group.Of(Group.Of(Add(1, 2)) | Sum(), Add(3, 4)) | Resize(); //! CS0019 TT1001
        Use.It(flow);
    }
}

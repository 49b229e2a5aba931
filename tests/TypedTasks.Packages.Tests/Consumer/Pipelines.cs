using TypedTasks;
using static Gallery.Photos.Tasks;

namespace Gallery;

/// <summary>A chord of tuples, a step per element, and a body.</summary>
public static class Pipelines
{
    public static ISignature<string> Sheet(IEnumerable<string> paths) =>
        Group.Of(paths.Select(p => Load(p) | (Resize(width: 200), ReadExif()) | MakeCard()))
        | ContactSheet()
        | Split()
        | Frame().Each()
        | ContactSheet();
}

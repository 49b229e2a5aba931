using TypedTasks;
using static CodeAtlas.Atlas.Tasks;

namespace CodeAtlas;

/// <summary>The whole of CodeAtlas as one typed flow: a chord of files within a chord of directories.</summary>
internal static class AtlasFlow
{
    public static ISignature<AtlasSummary> Map(string root, string report)
    {
        var file = ReadFile() | (MeasureLines(), ExtractIdentifiers(), FindLongestBlock()) | MakeCard();
        var directory = ListFiles() | file.Each() | Summarise();

        return (ListDirectories(root) | directory.Each() | WriteReport(root, report)).Named("Code atlas");
    }
}

using static Corpus.Photos.Tasks;

namespace Corpus;

public static partial class RightPipelineMember
{
    [Pipeline]
    public static ISignature<Card> Make(string path) => Load(path) | (Resize(width: 200), ReadExif()) | MakeCard();

    public static string Drawn => Pipelines.Make;
}

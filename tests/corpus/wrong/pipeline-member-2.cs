using static Corpus.Photos.Tasks;

namespace Corpus;

public static class WrongPipelineMember2
{
    [Pipeline]
    public static ISignature<Exif> Read(string path) => Load(path) | ReadExif(); //! TT1012
}

//aot
using static Corpus.Photos.Tasks;

namespace Corpus;

static class P
{
    public static ISignature<Photo> Flow(string path) => Signature.Value(path) | Load();
}

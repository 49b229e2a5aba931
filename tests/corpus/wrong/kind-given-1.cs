//aot
using static Corpus.Photos.Tasks;

namespace Corpus;

static class P
{
    public static ISignature<long[]> Flow() => Signature.Value(new[] { 1L, 2L }); //! TT2001
}

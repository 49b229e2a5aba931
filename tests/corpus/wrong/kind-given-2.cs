//aot
using static Corpus.Photos.Tasks;

namespace Corpus;

public record Stone(int Weight);

static class P
{
    public static ISignature<Stone> Flow(int weight) => Signature.Value(new Stone(weight)); //! TT2001
}

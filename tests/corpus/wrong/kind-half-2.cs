using static Corpus.Photos.Tasks;

namespace Corpus;

static class P
{
    public static ISignature<Photo> Flow() => Load("a").WithHeader("tenant", "\ud83d"); //! TT0016
}

//contract event corpus.wrong.gone: int //! TT4013
namespace Corpus;

public static class ContractEventGone
{
}

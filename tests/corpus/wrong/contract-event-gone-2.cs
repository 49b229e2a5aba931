//contract event corpus.wrong.was-called: bool //! TT4013
namespace Corpus;

public static partial class ContractEventGoneTwo
{
    [TaskEvent("corpus.wrong.is-called")] public static partial TaskEvent<bool> Called { get; } //! TT4011
}

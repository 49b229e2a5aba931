//contract event corpus.other: int
namespace Corpus;

public static partial class ContractEventNew
{
    [TaskEvent("corpus.wrong.new")] public static partial TaskEvent<int> New { get; } //! TT4011
}

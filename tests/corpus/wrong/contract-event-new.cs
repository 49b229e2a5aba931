//contract event corpus.wrong.other: int
namespace Corpus;

public static partial class ContractEventNew
{
    [TaskEvent("corpus.wrong.new")] public static partial TaskEvent<int> New { get; } //! TT4011

    [TaskEvent("corpus.wrong.other")] public static partial TaskEvent<int> Other { get; }
}

//contract event corpus.wrong.list: string
namespace Corpus;

public static partial class ContractEventValueTwo
{
    [TaskEvent("corpus.wrong.list")] public static partial TaskEvent<IReadOnlyList<int>> List { get; } //! TT4012
}

//contract event corpus.wrong.value: int
namespace Corpus;

public static partial class ContractEventValue
{
    [TaskEvent("corpus.wrong.value")] public static partial TaskEvent<string> Value { get; } //! TT4012
}

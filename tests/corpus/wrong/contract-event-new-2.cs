//contract event corpus.wrong.choice: Corpus.ContractChoice
namespace Corpus;

public enum ContractChoice { No, Yes }

public static partial class ContractEventNewTwo
{
    [TaskEvent("corpus.wrong.choice")] public static partial TaskEvent<ContractChoice> Choice { get; } //! TT4011
}

//contract task contract-narrowed.do(a: long): nothing
namespace Corpus;

public static partial class ContractNarrowed
{
    [Task] public static void Do(int a) { } //! TT4004
}

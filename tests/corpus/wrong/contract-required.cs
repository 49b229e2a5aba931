//contract task contract-required.do(a: int): nothing
namespace Corpus;

public static partial class ContractRequired
{
    [Task] public static void Do(int a, int b) { } //! TT4006
}

//contract task contract-required2.do(a?: int): nothing
namespace Corpus;

public static partial class ContractRequired2
{
    [Task] public static void Do(int a) { } //! TT4006
}

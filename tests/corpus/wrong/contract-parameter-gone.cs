//contract task contract-parameter-gone.do(a: int, b: int): nothing
namespace Corpus;

public static partial class ContractParameterGone
{
    [Task] public static void Do(int a) { } //! TT4003
}

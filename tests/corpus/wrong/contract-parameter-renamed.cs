//contract task contract-parameter-renamed.do(a?: int): nothing
namespace Corpus;

public static partial class ContractParameterRenamed
{
    [Task] public static void Do(int b = 1) { } //! TT4003
}

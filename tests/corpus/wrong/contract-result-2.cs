//contract task contract-result2.do(): int
namespace Corpus;

public static partial class ContractResult2
{
    [Task] public static void Do() { } //! TT4007
}

//contract task contract-gone2.do(): nothing //! TT4002
namespace Corpus;

public static partial class ContractGone2
{
    [Task] public static void Run() { } //! TT4001
}

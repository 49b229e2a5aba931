//contract task contract-retyped.do(a: int): nothing
namespace Corpus;

public static partial class ContractRetyped
{
    [Task] public static void Do(string a) { } //! TT4004
}

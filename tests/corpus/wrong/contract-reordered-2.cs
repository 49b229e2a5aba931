//contract task contract-reordered2.do(a: int, b: string, c: int): nothing
namespace Corpus;

public static partial class ContractReordered2
{
    [Task] public static void Do(int a, int c, string b) { } //! TT4005
}

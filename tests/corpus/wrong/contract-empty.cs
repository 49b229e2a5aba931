//contract # //! TT4010
namespace Corpus;

public static partial class ContractEmpty
{
    [Task] public static int Count(int a) => a; //! TT4001
}

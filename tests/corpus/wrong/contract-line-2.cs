//contract task (: nothing //! TT4009
namespace Corpus;

public static partial class ContractLine2
{
    public static void Do() { }
}

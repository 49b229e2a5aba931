//contract task old.do(): nothing //! TT4002
namespace Corpus;

public static partial class ContractGone
{
    public static void Do() { }
}

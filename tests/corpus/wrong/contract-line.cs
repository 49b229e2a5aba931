//contract nonsense //! TT4009
namespace Corpus;

public static partial class ContractLine
{
    public static void Do() { }
}

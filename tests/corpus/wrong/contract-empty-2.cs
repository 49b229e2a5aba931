//contract # What has shipped. //! TT4010
namespace Corpus;

public static partial class ContractEmpty2
{
    [Task] public static int Add(int a, int b) => a + b; //! TT4001
}

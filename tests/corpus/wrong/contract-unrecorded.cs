//contract # Nothing yet. //! TT4010
namespace Corpus;

public static partial class ContractUnrecorded
{
    [Task] public static void Do() { } //! TT4001
}

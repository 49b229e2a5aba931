//contract # Nothing yet.
namespace Corpus;

public static partial class ContractUnrecorded
{
    [Task] public static void Do() { } //! TT4001
}

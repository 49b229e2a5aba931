//aot
namespace Corpus;

public sealed record AotListData(string Name);

public static partial class WorkAotList
{
    [Task] public static IReadOnlyList<AotListData> Do() => []; //! TT2001
}

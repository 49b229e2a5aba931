//aot
namespace Corpus;

public sealed record AotData(string Name);

public static partial class WorkAot
{
    [Task] public static void Do(AotData data) { } //! TT2001
}

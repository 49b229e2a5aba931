namespace Corpus;

public sealed class CycleItem { public List<CycleItemLine> Lines { get; set; } = []; }
public sealed class CycleItemLine { public CycleItem? Owner { get; set; } }

public static partial class WorkCycleList
{
    [Task] public static IReadOnlyList<CycleItemLine> Do() => []; //! TT2003
}

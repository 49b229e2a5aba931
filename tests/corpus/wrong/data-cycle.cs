namespace Corpus;

public sealed class CycleOrder { public List<CycleOrderLine> Lines { get; set; } = []; }
public sealed class CycleOrderLine { public CycleOrder? Owner { get; set; } }

public static partial class WorkCycle
{
    [Task] public static void Do(CycleOrder order) { } //! TT2003
}

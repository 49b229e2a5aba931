namespace Corpus;

public static partial class ShapeContext
{
    [Task] public static void Do(TaskContext context, CancellationToken ct) => context.ReportProgress(0.5);
}

namespace Corpus;

public static partial class ShapeTasksPartial
{
    [Task] public static void Do(int a) { }

    static partial class Tasks
    {
        public static ISignature<Unit> Twice() => Do(1) >> Do(2);
    }
}
